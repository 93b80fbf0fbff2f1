import type { Authentication, ErrorRow, Idempotency, Operation, Provider } from '../../model/provider.ts';
import { http } from '../../providers/http.ts';
import { camelOf, freeName } from './catalogue-words.ts';
import type { OperationGroup } from './operation-groups.ts';
import type { PactInteraction } from './pact.ts';
import type { Remark } from './remark.ts';

/** How the requests of a pact show who sends them. */
export type PactAccess = Pick<Provider, 'authentication' | 'credentials'> & { remarks: Remark[] };

/** Headers that carry a credential, by their lower-case names. */
const credential = /(api|access|auth|client|app|application|merchant|subscription)[-_]?(key|token|secret|id)$/;

/**
 * Credentials in the headers that every request carries but those that are turned away. Their values are made up: those of the pact may be
 * real ones.
 */
export function accessOf(interactions: readonly PactInteraction[], errors: readonly ErrorRow[]): PactAccess {
  const let_in = interactions.filter(({ response }) => ![401, 403].includes(response.statuses[0]));
  const [first] = let_in;
  const common = Object.keys(first?.request.headers ?? {}).filter((name) =>
    let_in.every(({ request }) => Object.hasOwn(request.headers, name)),
  );
  const refusal = errors.find(({ status }) => status[0] === 401)?.code;
  const error = refusal === undefined ? {} : { error: refusal };
  const remark = (text: string): Remark[] => [{ place: ['authentication'], text }];
  const scheme = common.includes('authorization')
    ? /^\w+/.exec(first?.request.headers.authorization ?? '')?.[0].toLowerCase()
    : undefined;
  if (scheme === 'bearer')
    return {
      credentials: { token: 'token_sadpath' },
      authentication: { scheme: 'bearer', token: 'token', ...error },
      remarks: [],
    };
  if (scheme === 'basic')
    return {
      credentials: { username: 'user_sadpath', password: 'password_sadpath' },
      authentication: { scheme: 'basic', username: 'username', password: 'password', ...error },
      remarks: [],
    };
  const names = new Map<string, string>();
  for (const header of common.filter((name) => credential.test(name)).sort())
    names.set(header, freeName(camelOf(header.replace(/^x-/, '')), new Set(names.values())));
  const headers = Object.fromEntries(names);
  const credentials = Object.fromEntries([...names.values()].map((name) => [name, `${name}_sadpath`]));
  const authentication: Authentication = { scheme: 'headers', headers, ...error };
  const none = 'Not every request of the pact carries credentials of a known kind: anybody is let in.';
  return { credentials, authentication, remarks: names.size === 0 ? remark(none) : [] };
}

/** The treatment of repeats, where requests carry an idempotency key: by the words of plain HTTP, for a pact says nothing of it. */
export interface PactIdempotency {
  idempotency?: Idempotency;
  /** Made up, where the pact has no error for a key that came before with another request. */
  error?: ErrorRow;
  /** Operations that bring something about and take no key. */
  unkeyed: string[];
  remarks: Remark[];
}

/** Reads off the requests which operations take an idempotency key. */
export function idempotencyOf(
  groups: readonly OperationGroup[],
  operations: Readonly<Record<string, Operation>>,
  { errors, statuses }: Pick<Provider, 'errors' | 'statuses'>,
): PactIdempotency {
  const effects = groups.filter(({ name }) => operations[name]?.effect !== undefined);
  const headerOf = ({ interactions }: OperationGroup): string | undefined =>
    interactions.flatMap(({ request }) => Object.keys(request.headers)).find((name) => /idempoten/.test(name));
  const header = effects.map(headerOf).find((name) => name !== undefined);
  const remark = (text: string): Remark[] => [{ place: ['idempotency'], text }];
  if (header === undefined)
    return {
      unkeyed: [],
      remarks: effects.length === 0 ? [] : [{ place: ['operations'], text: 'The pact shows no idempotency key.' }],
    };
  const unkeyed = effects.filter((group) => headerOf(group) === undefined).map(({ name }) => name);
  const keyed = effects.filter((group) => headerOf(group) !== undefined).map(({ name }) => name);
  const known = errors.find(({ code, status }) => /idempoten/i.test(code) && (status[0] ?? 500) < 500);
  const usual = http.errors.find(({ code }) => code === http.idempotency?.onMismatch);
  const { replays = ['2xx'] } = http.idempotency ?? {};
  const remarks = remark('The pact does not say what becomes of a repeat: as in plain HTTP.');
  if (known || !usual)
    return known
      ? { idempotency: { header, replays, onMismatch: known.code }, unkeyed, remarks }
      : { unkeyed, remarks };
  const { basis: _, ...row } = usual;
  const error: ErrorRow = {
    ...row,
    code: freeName(
      row.code,
      new Set([...errors.map(({ code }) => code), ...statuses.map(({ sample }) => sample?.code)]),
    ),
    operations: keyed,
    basis: { status: 'inferred', outcome: 'inferred', category: 'inferred', retry: 'inferred' },
  };
  return { idempotency: { header, replays, onMismatch: error.code }, error, unkeyed, remarks };
}
