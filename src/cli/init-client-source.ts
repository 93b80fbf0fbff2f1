import { keyHeaderOf } from '../catalogue/operation-facts.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Authentication, Operation, Provider } from '../model/provider.ts';
import { exceptionsOf, type Told } from './init-exceptions.ts';

/**
 * The source of a small, sound client for every operation of a catalogue: fetch, one attempt a call, a deadline, and "unknown"
 * where nobody can tell. It stands where the user's own client belongs. The same text in TypeScript and in JavaScript, types aside.
 */
export function clientSource(provider: Provider, typescript: boolean): string {
  const type = (text: string): string => (typescript ? text : '');
  const { codes, types, statuses } = exceptionsOf(provider);
  const tables = { codes, types, statuses };
  const used = Object.entries(tables).filter(([, table]) => Object.keys(table).length > 0);
  const lookups = used.map(
    ([name]) => `${name}.get(${name === 'codes' ? 'code' : name === 'types' ? 'type' : 'status'})`,
  );
  const [code, ofType, successes] = ['$code', '$type', '$successes'].map((hole) => pathOf(provider.envelope, hole));
  const generics = type('<unknown, Told>');
  const needsType = Object.keys(types).length > 0 && ofType !== undefined;
  return `/*
 * An example, written by \`sadpath init\`: it stands where your own client belongs, and goes when yours is in its place.
 * It sends everything once, waits ten seconds, and says "unknown" where nobody can know whether it happened.
 */
${type(`import type { Belief } from 'sadpath';

type Told = [outcome: Belief['outcome'], category: NonNullable<Belief['category']>];
`)}
/** What a caller is told when a call gave no readable success. */
export class CallFailed extends Error {
${typescript ? '  readonly outcome: Told[0];\n  readonly category: Told[1];\n  readonly code: string | undefined;\n\n' : ''}  constructor([outcome, category]${type(': Told')}, code${type('?: string')}) {
    super(\`The call ended as \${outcome}: \${code ?? category}\`);
    this.name = 'CallFailed';
    this.outcome = outcome;
    this.category = category;
    this.code = code;
  }
}

export class ExampleClient {
  #baseUrl${type(': string')};
  #credentials${type(': Record<string, string>')};

  constructor(baseUrl${type(': string')}, credentials${type(': Record<string, string>')}) {
    this.#baseUrl = baseUrl;
    this.#credentials = credentials;
  }

${Object.entries(provider.operations)
  .map(([name, operation]) => method(provider, name, operation, type))
  .join('\n\n')}

  async #send(method${type(': string')}, path${type(': string')}, body${type('?: object')}, more${type(': Record<string, string>')} = {}) {
    const headers = {
${headersOf(provider.authentication)
  .map((line) => `      ${line},`)
  .join('\n')}
      ...(body && { 'content-type': 'application/json' }),
      ...more,
    };
    let response${type(': Response | undefined')};
    let text = '';
    try {
      // A redirect would take the request, and its credentials, somewhere else.
      const limits = { redirect: 'manual'${type(' as const')}, signal: AbortSignal.timeout(10_000) };
      response = await fetch(this.#baseUrl + path, { method, headers, ...(body && { body: JSON.stringify(body) }), ...limits });
      text = await response.text();
    } catch (error) {
      throw new CallFailed(['unknown', error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network']);
    }
    const reply = parse(text);
    if (response.ok && ${readable(provider)}) return reply;
    throw failure(response.status, reply);
  }
}

function parse(text${type(': string')})${type(': any')} {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the provider's document says of a reply, where its HTTP status does not say it already. */
${used.map(([name, table]) => `const ${name} = new Map${generics}(${tableSource(table, name === 'statuses')});\n`).join('')}
function failure(status${type(': number')}, reply${type(': any')}) {
  const code = typeof ${code ?? 'undefined'} === 'string' ? ${code ?? 'undefined'} : undefined;
${needsType ? `  const type = ${ofType};\n` : ''}  const [outcome, category] = ${[...lookups, 'byStatus(status)'].join(' ?? ')};
${successes === undefined ? '' : `  // What the reply lists as done has been done, although something else failed.\n  if (${successes}?.length > 0) return new CallFailed(['unknown', category], code);\n`}  return new CallFailed([outcome, category], code);
}

function byStatus(status${type(': number')})${type(': Told')} {
  const categories${type(': Record<number, Told[1]>')} = {
    401: 'authentication', 403: 'permission', 404: 'not_found', 408: 'timeout', 409: 'conflict', 429: 'rate_limit',
    500: 'internal', 502: 'unavailable', 503: 'unavailable', 504: 'unavailable',
  };
  const refused = status >= 400 && status < 500;
  const usual = status >= 500 ? 'internal' : refused ? 'validation' : status >= 300 ? 'unknown' : 'malformed';
  // A timeout and a conflict may speak of a request that is still at work.
  return [refused && status !== 408 && status !== 409 ? 'failed' : 'unknown', categories[status] ?? usual];
}
`;
}

function method(provider: Provider, name: string, operation: Operation, type: (text: string) => string): string {
  const parameters = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? '');
  const path = operation.path.replace(/\{(\w+)\}/g, '${encodeURIComponent($1)}');
  const reads = operation.method === 'GET';
  const header = keyHeaderOf(provider, name);
  const taken = [...parameters, ...(reads ? [] : ['...body'])].join(', ');
  const input = parameters.length > 0 ? `{ ${taken} }` : 'body';
  const words = [`'${operation.method}'`, parameters.length > 0 ? `\`${path}\`` : `'${path}'`];
  const sent = reads ? [] : ['body', ...(header === undefined ? [] : [`{ '${header}': idempotencyKey }`])];
  const key = header === undefined ? '' : `, idempotencyKey${type(': string')}`;
  return `  ${name}(${reads && parameters.length === 0 ? '' : `${input}${type(': Record<string, any>')}`}${key}) {
    return this.#send(${[...words, ...sent].join(', ')});
  }`;
}

function headersOf(authentication: Authentication): string[] {
  const of = (name: string): string => `this.#credentials.${name}`;
  switch (authentication.scheme) {
    case 'basic': {
      const { username, password } = authentication;
      return [`authorization: \`Basic \${btoa(\`\${${of(username)}}:\${${of(password)}}\`)}\``];
    }
    case 'bearer':
      return [`authorization: \`Bearer \${${of(authentication.token)}}\``];
    case 'headers': {
      const { headers, shapes = {}, time } = authentication;
      return [
        // `?? ''`: what is not there is refused by the provider, not by the types.
        ...Object.entries(headers).map(([header, name]) => `'${header}': ${of(name)} ?? ''`),
        ...(time ? [`'${time.header}': new Date().toISOString()`] : []),
        // Only its shape is looked at.
        ...Object.keys(shapes).map((header) => `'${header}': 'algorithm=RSA256,keyVersion=1,signature=example'`),
      ];
    }
  }
}

/** What tells a success that can be read from any other body. */
function readable({ results, envelope }: Provider): string {
  const done = results.find(({ expect }) => expect.outcome.includes('succeeded'));
  return done ? `${pathOf(envelope, '$type')} === '${done.type}'` : `typeof reply?.id === 'string'`;
}

/** How to reach a hole of the envelope, whatever body came instead: `reply?.errors?.[0]?.code`. */
function pathOf(envelope: Json, hole: string, path = 'reply'): string | undefined {
  if (envelope === hole) return path;
  if (Array.isArray(envelope)) return envelope.map((item) => pathOf(item, hole, `${path}?.[0]`)).find(Boolean);
  if (!isJsonObject(envelope)) return undefined;
  return Object.entries(envelope)
    .map(([key, value]) => pathOf(value, hole, `${path}?.${key.replace(/\?$/, '')}`))
    .find(Boolean);
}

function tableSource(table: Record<string, Told>, numbers: boolean): string {
  const lines = Object.entries(table).map(([key, [outcome, category]]) => {
    const name = numbers ? key : `'${key.replace(/['\\]/g, '\\$&')}'`;
    return `  [${name}, ['${outcome}', '${category}']],`;
  });
  return `[\n${lines.join('\n')}\n]`;
}
