import { holesIn } from '../../catalogue/holes.ts';
import type { ErrorRow, Provider, StatusRow } from '../../model/provider.ts';
import { routerOf } from '../../simulator/route.ts';
import { shapeOf } from './body-leaves.ts';
import { checkErrors } from './catalogue-of-pact.ts';
import type { Pact } from './pact.ts';
import { type ErrorShapes, readErrors } from './read-errors.ts';
import type { Remark } from './remark.ts';
import { rowsOf } from './rows-of-pact.ts';

/** What a pact adds to a catalogue that there is already. */
export interface PactAdditions {
  data: { statuses?: StatusRow[]; errors?: ErrorRow[] };
  remarks: Remark[];
  /** Codes and statuses that the catalogue has, with statuses that it does not name for them. */
  known: string[];
  /** Requests of no operation of the catalogue. What they met is left out. */
  elsewhere: string[];
}

/**
 * The rows of a pact that a catalogue does not have. They are read by the catalogue's own envelope.
 *
 * @param name of the file, for messages.
 * @throws {SadpathError} as `catalogueOf` does.
 */
export function additionsOf(pact: Pact, provider: Provider, name: string): PactAdditions {
  checkErrors(pact.interactions, name);
  const route = routerOf(provider);
  const operationOf = ({ request }: Pact['interactions'][number]): string | undefined =>
    route(request.method, request.path)?.name;
  const read = readErrors(pact.interactions, shapesOf(provider));
  const rows = rowsOf(read, operationOf);
  const codes = new Map(provider.errors.map((row) => [row.code, row]));
  const samples = [...provider.statuses, ...provider.types, ...provider.results].map(({ sample }) => sample?.code);
  const isNew = ({ code }: ErrorRow): boolean => !codes.has(code) && !samples.includes(code);
  const types = new Set([...provider.types, ...provider.results].map(({ type }) => type));
  const statuses = rows.statuses
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => !provider.statuses.some(({ status }) => status === row.status))
    .map(({ row, index }) => ({ row: codes.has(row.sample?.code ?? '') ? unsampled(row, codes) : row, index }));
  const errors = rows.errors
    .map((row, index) => ({ row: withTypes(row, types), index }))
    .filter(({ row }) => isNew(row));
  const met = read.readings.map(({ interaction }) => interaction);
  return {
    data: {
      ...(statuses.length > 0 ? { statuses: statuses.map(({ row }) => row) } : {}),
      ...(errors.length > 0 ? { errors: errors.map(({ row }) => row) } : {}),
    },
    remarks: [...moved(rows.remarks, 'statuses', statuses), ...moved(rows.remarks, 'errors', errors)],
    known: [
      ...rows.errors.filter((row) => !isNew(row)).map(({ code, status }) => knownAs(code, status, codes.get(code))),
      ...rows.statuses
        .filter(({ status }) => provider.statuses.some((row) => row.status === status))
        .map(({ status }) => String(status)),
    ],
    elsewhere: [
      ...new Set(
        met
          .filter((interaction) => operationOf(interaction) === undefined)
          .map(({ request }) => `${request.method} ${request.path}`),
      ),
    ],
  };
}

/** Where the envelope of a catalogue has its holes. */
function shapesOf({ envelope }: Provider): ErrorShapes {
  const holes = [...holesIn(envelope)].map(({ name, place }) => ({
    name,
    shape: shapeOf(place.map((key) => (typeof key === 'string' ? key.replace(/\?$/, '') : key))),
  }));
  const of = (hole: string): Set<string> =>
    new Set(holes.filter(({ name }) => name === hole).map(({ shape }) => shape));
  return { code: of('code'), type: of('type'), message: of('message'), parameter: of('parameter') };
}

/** Where a catalogue lists its types, a row comes with listed ones. */
function withTypes(row: ErrorRow, types: ReadonlySet<string>): ErrorRow {
  if (types.size === 0 || !row.types) return row;
  const { types: own, ...others } = row;
  const listed = own.filter((type) => types.has(type));
  return listed.length > 0 ? { ...others, types: listed } : others;
}

function unsampled(row: StatusRow, codes: ReadonlyMap<string, unknown>): StatusRow {
  let code = `undocumented_${row.status}`;
  while (codes.has(code)) code = `${code}_`;
  return { ...row, sample: { message: row.sample?.message ?? code, code } };
}

function knownAs(code: string, statuses: readonly number[], row: ErrorRow | undefined): string {
  const others = statuses.filter((status) => !row?.status.includes(status));
  return others.length > 0 && row
    ? `${code} (there under ${row.status.join(', ')}, here under ${others.join(', ')})`
    : code;
}

/** Remarks on rows that are still there, at the place where these are now. */
function moved(remarks: readonly Remark[], kind: string, rows: readonly { index: number }[]): Remark[] {
  return rows.flatMap(({ index }, at) =>
    remarks
      .filter(({ place }) => place[0] === kind && place[1] === index)
      .map(({ place, text }) => ({ text, place: [kind, at, ...place.slice(2)] })),
  );
}
