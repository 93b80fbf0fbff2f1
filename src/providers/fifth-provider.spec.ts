import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { defineProvider, type ProviderInput } from '../catalogue/define-provider.ts';
import { requirementsOf } from '../catalogue/requirements.ts';
import { run } from '../config/run.ts';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { ErrorRow, Expectation } from '../model/provider.ts';
import type { ClientReport } from '../model/report.ts';
import { matrix } from '../scenarios/matrix.ts';

/*
 * A provider that does not exist, of a shape that none of the others has: credentials in two secret headers, the key deep in the
 * body, the error deep in its envelope, an update by PATCH, three states and no webhook. All that sadpath is told of it is
 * this data: that is what a new provider costs.
 */

type Kindless = Omit<Expectation, 'category'>;
const failed: Kindless = { outcome: ['failed'], retry: ['never'] };
const doubtful: Kindless = {
  outcome: ['unknown', 'retryable', 'pending'],
  retry: ['backoff', 'same-key-after-wait', 'poll', 'never'],
};

const basis = { status: 'stated', outcome: 'stated', category: 'stated', retry: 'stated' } as const;

/** One code under one status. */
function row(status: number, code: string, expected: Expectation, more: Partial<ErrorRow> = {}): ErrorRow {
  const words = code.replaceAll('.', ' ');
  return {
    code,
    status: [status],
    message: `Refused: ${words}`,
    summary: `The harbour answers ${words}.`,
    expect: expected,
    basis,
    operations: '*',
    ...more,
  };
}

const harbour: ProviderInput = {
  id: 'harbour',
  title: 'Harbour dues',
  source: { title: 'What may go wrong', revision: 'made up' },
  origin: 'https://harbour.sadpath.test',
  credentials: { quay: 'quay_sadpath', watchword: 'watchword_sadpath' },
  authentication: {
    scheme: 'headers',
    headers: { 'X-Quay': 'quay', 'X-Watchword': 'watchword' },
    error: 'papers.refused',
  },
  envelope: { trouble: { kind: { name: '$code', 'field?': '$parameter' }, said: { en: '$message' } } },
  idempotency: { body: true, replays: ['2xx', '4xx'], onMismatch: 'slip.reused' },
  operations: {
    raiseDue: {
      method: 'POST',
      path: '/harbour/dues',
      input: { slip: { no: '$marker' }, ship: 'Ada', pence: 1000 },
      intentField: 'slip.no',
      effect: 'payment',
      journey: 'due',
      success: { status: 202, body: { due: '$id', stage: '$state', pence: '$body.pence' } },
      reads: 'showDue',
    },
    addToDue: {
      method: 'PATCH',
      path: '/harbour/dues/{due}',
      input: { due: '$resource', slip: { no: '$marker' }, pence: 500 },
      intentField: 'slip.no',
      effect: 'payment',
      given: 'a due',
      success: { status: 200, body: { due: '$path.due', entry: '$id' } },
    },
    showDue: {
      method: 'GET',
      path: '/harbour/dues/{due}',
      input: { due: '$resource' },
      given: 'a due',
      journey: 'due',
      success: { status: 200, body: '$resource' },
    },
  },
  statuses: [
    {
      status: 429,
      sample: { code: 'queue.long', message: 'The queue is long' },
      summary: 'Too many ships at once.',
      expect: { outcome: ['retryable', 'failed', 'unknown'], category: ['rate_limit'], retry: ['backoff', 'never'] },
      basis,
      operations: '*',
      stored: false,
    },
  ],
  errors: [
    row(401, 'papers.refused', { ...failed, category: ['authentication'] }, { stored: false }),
    row(404, 'due.missing', { ...failed, category: ['not_found'] }, { operations: ['addToDue', 'showDue'] }),
    row(422, 'ship.unknown', { ...failed, category: ['validation'] }, { operations: ['raiseDue'], parameter: 'ship' }),
    row(
      409,
      'slip.reused',
      { outcome: ['failed', 'unknown'], category: ['idempotency', 'conflict'], retry: ['new-key', 'never'] },
      { operations: ['raiseDue', 'addToDue'], stored: false },
    ),
    row(500, 'storm', { ...doubtful, category: ['internal', 'unavailable'] }),
    row(503, 'tide.out', { ...doubtful, category: ['unavailable', 'internal'] }),
  ],
  rules: [
    {
      name: 'storms-pass',
      summary: 'After a storm the same slip may be handed in again.',
      judged: 'traffic',
      basis: 'stated',
      plays: [
        { operation: 'raiseDue', tape: '500 storm after-commit ×2, ok' },
        { operation: 'addToDue', tape: '500 storm after-commit ×2, ok' },
      ],
    },
  ],
  journeys: {
    due: {
      resource: 'a due',
      field: 'stage',
      initial: 'raised',
      states: {
        raised: { summary: 'The due is written down.', meaning: 'open', basis: 'stated' },
        settled: { summary: 'The due is paid.', meaning: 'happened', basis: 'stated' },
        waived: { summary: 'Nobody has to pay the due.', meaning: 'failed', basis: 'stated' },
      },
      transitions: { raised: ['settled', 'waived'] },
    },
  },
};

/** What both clients have: a request, and what is read in its reply. */
const common = `
const categories = { 401: 'authentication', 404: 'not_found', 409: 'idempotency', 422: 'validation', 429: 'rate_limit', 500: 'internal', 503: 'unavailable' };
const kinds = { 4: 'validation', 5: 'unavailable', 2: 'malformed' };
const stages = {
  raised: { outcome: 'pending', category: 'pending' },
  settled: { outcome: 'succeeded' },
  waived: { outcome: 'failed', category: 'declined' },
};

async function exchange({ baseUrl, credentials }, method, path, fields) {
  const headers = { 'content-type': 'application/json', 'x-quay': credentials.quay, 'x-watchword': credentials.watchword };
  const signal = AbortSignal.timeout(10_000);
  try {
    const response = await fetch(baseUrl + path, { method, headers, body: fields && JSON.stringify(fields), redirect: 'manual', signal });
    return read(response, await response.text());
  } catch {
    return { outcome: 'unknown', category: signal.aborted ? 'timeout' : 'network', again: true };
  }
}

/** Milliseconds; 0 for what cannot be read. */
function asked(retryAfter) {
  const ms = /^\\d+$/.test(retryAfter) ? 1000 * retryAfter : Date.parse(retryAfter) - Date.now();
  return ms > 0 ? Math.min(ms, 60_000) : 0;
}

function read({ status, ok, headers }, text) {
  let body;
  try { body = JSON.parse(text); } catch {}
  if (ok && typeof body?.due === 'string' && typeof body.entry === 'string') return { outcome: 'succeeded' };
  const stage = Object.hasOwn(stages, body?.stage) ? body.stage : undefined;
  if (ok && typeof body?.due === 'string' && stage) return { ...stages[stage], state: stage };
  const name = body?.trouble?.kind?.name;
  const said = body?.trouble?.said?.en;
  const sure = status >= 400 && status < 500 && status !== 408 && status !== 409 && status !== 429;
  return {
    outcome: sure || name === 'slip.reused' ? 'failed' : status === 429 ? 'retryable' : 'unknown',
    category: categories[status] ?? kinds[String(status)[0]] ?? 'unknown',
    ...(typeof name === 'string' && { code: name }),
    ...(typeof said === 'string' && { message: said }),
    again: status === 429 || status >= 500,
    waitMs: asked(headers.get('retry-after') ?? ''),
  };
}
`;

/** The same slip for every attempt, longer and longer waits, and what was in doubt once stays in doubt. */
const sound = `
async function send(connection, method, path, fields) {
  let doubt = false;
  for (let attempt = 1; ; attempt++) {
    const { again, waitMs = 0, ...belief } = await exchange(connection, method, path, fields);
    if (!again || attempt === 4) return doubt && belief.outcome !== 'succeeded' && belief.outcome !== 'pending' ? { ...belief, outcome: 'unknown' } : belief;
    doubt ||= method !== 'GET' && belief.outcome === 'unknown';
    await new Promise((resolve) => setTimeout(resolve, Math.max(waitMs, 500 * 2 ** attempt)));
  }
}
`;

/** Writes a new slip for every attempt, as one does who takes a slip for the number of a request. */
const naive = `
async function send(connection, method, path, fields) {
  for (let attempt = 1; ; attempt++) {
    const slip = fields && { ...fields, slip: { no: fields.slip.no + (attempt > 1 ? '-' + attempt : '') } };
    const { again, waitMs = 0, ...belief } = await exchange(connection, method, path, slip);
    if (!again || attempt === 4) return belief;
    await new Promise((resolve) => setTimeout(resolve, Math.max(waitMs, 500 * 2 ** attempt)));
  }
}
`;

// Inside the package, so that a config may call it by its name.
const folder = resolve(import.meta.dirname, `../../.tmp/fifth-${process.pid}`);

async function judged(name: string, send: string, only?: string[]): Promise<ClientReport> {
  const config = join(folder, `${name}.config.ts`);
  writeFileSync(
    config,
    `import { defineClient, defineConfig, defineProvider } from 'sadpath';
const provider = defineProvider(${JSON.stringify(harbour)});
${common}
${send}
export default defineConfig({ clients: [defineClient({
  name: '${name}',
  provider,
  create: (context) => context,
  operations: {
    raiseDue: (client, { input }) => send(client, 'POST', '/harbour/dues', input),
    addToDue: (client, { input: { due, ...fields } }) => send(client, 'PATCH', '/harbour/dues/' + due, fields),
    showDue: (client, { input }) => send(client, 'GET', '/harbour/dues/' + input.due),
  },
  interpret: ({ threw, value }) => (threw ? undefined : value),
  tells: ['outcome', 'category', 'code', 'message', 'state'],
})] });
`,
  );
  const { clients } = await run({ config, ...(only && { only }) });
  const [client] = clients;
  if (client === undefined) throw new Error('the report has no client');
  return client;
}

describe('a fifth provider', function () {
  this.timeout(120_000);
  before(() => mkdirSync(folder, { recursive: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is taken as it is written, and listed row by row', () => {
    const rows = requirementsOf(defineProvider(harbour)).map(({ id }) => id.replace('harbour/', ''));
    expect(rows).to.deep.equal([
      'statuses/429',
      'errors/papers.refused',
      'errors/due.missing',
      'errors/ship.unknown',
      'errors/slip.reused',
      'errors/storm',
      'errors/tide.out',
      'states/raised',
      'states/settled',
      'states/waived',
      'rules/storms-pass',
    ]);
  });

  it('has a matrix that plays every row, to every operation that can meet it', () => {
    const provider = defineProvider(harbour);
    const operations = Object.entries(provider.operations).map(
      ([name, { effect }]): OperationFacts => ({
        ...{ name, main: name, uses: [name], success: ['succeeded'], volatile: [] },
        ...(effect === undefined ? { reads: [name] } : { reads: [], effect, keyField: 'slip.no' }),
      }),
    );
    const { scenarios, unplayed } = matrix({ client: 'c', provider, operations, off: [] });
    expect(Object.keys(unplayed).filter((id) => id.startsWith('harbour/'))).to.deep.equal([]);
    const met = new Set(scenarios.map(({ requirement, calls }) => `${requirement} ${calls[0]?.operation}`));
    for (const { id, operations: meeting } of requirementsOf(provider))
      for (const operation of meeting) expect([...met]).to.include(`${id} ${operation}`);
    for (const { tape } of scenarios) expect(() => parseTape(tape)).to.not.throw();
  });

  it('finds no fault with a sound client', async () => {
    const { findings, totals, controls, requirements } = await judged('sound-harbour', sound);
    expect(
      findings.map(({ check, requirement, operation, message }) => [check, requirement, operation, message]),
    ).to.deep.equal([]);
    expect(controls.map(({ operation, passed }) => [operation, passed])).to.have.deep.members([
      ['raiseDue', true],
      ['addToDue', true],
      ['showDue', true],
    ]);
    expect(
      totals.inconclusive,
      JSON.stringify(requirements.filter(({ verdict }) => verdict === 'inconclusive')),
    ).to.equal(0);
    const rows = requirements.filter(({ id }) => id.startsWith('harbour/'));
    expect(rows.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)).to.deep.equal([]);
  });

  it('catches a client that pays twice', async () => {
    const { findings } = await judged('naive-harbour', naive, ['harbour/rules']);
    const twice = findings.filter(({ check }) => check === 'money.once');
    expect(
      twice.map(({ requirement, operation, severity }) => [requirement, operation, severity]),
    ).to.have.deep.members([
      ['harbour/rules/storms-pass', 'addToDue', 'must'],
      ['harbour/rules/storms-pass', 'raiseDue', 'must'],
    ]);
    for (const { ledger } of twice) expect(ledger.length).to.be.greaterThan(1);
    const keys = findings.filter(({ check }) => check === 'retry.key').map(({ operation }) => operation);
    expect(keys).to.include.members(['raiseDue', 'addToDue']);
  });
});
