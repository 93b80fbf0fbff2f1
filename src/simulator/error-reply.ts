import { renderEnvelope } from '../catalogue/envelope.ts';
import { rowOf } from '../catalogue/row-of.ts';
import type { Json } from '../model/json.ts';
import type { Provider, Sample } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import type { AppReply } from './app-reply.ts';
import { jsonReply } from './json-reply.ts';
import { leavesOpen } from './leaves-open.ts';
import type { Surface } from './show.ts';

/** An error as a tape names it. */
export interface Complaint {
  status: number;
  codes: string[];
  type?: string;
}

/** How an error is told, beside what it is. */
export interface Manner {
  surface: Surface;
  /** Whether the operation brings something about. */
  effect: boolean;
  successes?: Success[];
  /** The id of what a refused repeat has made already. */
  resource?: string;
}

/** Something that was done although the request failed. */
export type Success = { resource_type: string; resource_id: string; message: string };

const undocumented: Sample = { code: 'undocumented_error', message: 'An error that no document lists' };

/** An error in the provider's own envelope, documented or not. `effect`: whether the operation brings something about. */
export function errorReply(
  provider: Provider,
  complaint: Complaint,
  { surface, effect, successes = [], resource }: Manner,
): AppReply {
  const errors = entriesOf(provider, complaint);
  const row = rowOf(provider, complaint);
  const body = renderEnvelope(
    provider.envelope,
    {
      errors,
      status: complaint.status,
      ...(resource === undefined ? {} : { resource }),
      ...(successes.length > 0 ? { successes: successes satisfies Json[] } : {}),
    },
    surface,
  );
  const [first] = errors;
  const message = first && isShown(body, first.message) ? first.message : undefined;
  return {
    wire: jsonReply(complaint.status, body, provider.envelopeType),
    kind: 'error',
    codes: errors.map(({ code }) => code),
    ...(row ? { row: row.id } : {}),
    ...(row && isElsewhere(provider, row, complaint) ? { elsewhere: true } : {}),
    ...(message === undefined ? {} : { message }),
    ...(first?.type === undefined ? {} : { type: first.type }),
    ...(successes.length > 0 ? { resources: successes.map(({ resource_id }) => resource_id) } : {}),
    ...(effect && leavesOpen(row, complaint.status, provider.results.length > 0) ? { ambiguous: true } : {}),
  };
}

/** Whether the document names other statuses for what an error says. */
function isElsewhere({ errors, types }: Provider, { kind, name }: Requirement, { status }: Complaint): boolean {
  const code = kind === 'errors' ? errors.find((row) => row.code === name) : undefined;
  const type = kind === 'types' ? types.find((row) => row.type === name) : undefined;
  return (code ?? type)?.status.includes(status) === false;
}

/** Whether a text stands in a body: the bare surface may leave a message out, and nobody can tell what was not sent. */
function isShown(body: Json, text: string): boolean {
  if (typeof body === 'string') return body.includes(text);
  return typeof body === 'object' && body !== null && Object.values(body).some((inner) => isShown(inner, text));
}

/** The error reply of a documented code, under the status likeliest for it. */
export function errorByCode(provider: Provider, code: string, manner: Manner): AppReply {
  const status = provider.errors.find((row) => row.code === code)?.status[0] ?? 400;
  return errorReply(provider, { status, codes: [code] }, manner);
}

type Entry = Sample & { parameter?: string };

function entriesOf(provider: Provider, { status, codes, type }: Complaint): Entry[] {
  const sample = sampleOf(provider, status, type);
  if (codes.length === 0) return [{ ...(sample ?? undocumented), ...(type === undefined ? {} : { type }) }];
  return codes.map((code) => {
    const row = provider.errors.find((known) => known.code === code);
    const kind = type ?? row?.types?.[0] ?? sample?.type;
    return {
      code,
      message: row?.message ?? undocumented.message,
      ...(kind === undefined ? {} : { type: kind }),
      ...(row?.parameter === undefined ? {} : { parameter: row.parameter }),
    };
  });
}

function sampleOf(
  { types, results, statuses }: Provider,
  status: number,
  type: string | undefined,
): Sample | undefined {
  return (
    (type === undefined ? undefined : [...types, ...results].find((row) => row.type === type)?.sample) ??
    statuses.find((row) => row.status === status)?.sample
  );
}
