import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { catalogueHash } from '../engine/catalogue-hash.ts';
import type { RunEvent } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import type { ClientReport } from '../model/report.ts';
import type { Scenario } from '../model/scenario.ts';
import { banked } from '../providers/index.ts';
import { exitCodeOf } from '../report/exit-code.ts';
import { type RunOptions, run } from './run.ts';

// Inside the package, so that a config may call it by its name.
const folder = resolve(import.meta.dirname, `../../.tmp/run-${process.pid}`);

/** A sound, simple client of Banked, with places where a test can change it. */
interface Changes {
  before?: string;
  create?: string;
  call?: string;
  interpret?: string;
}

function write(name: string, { before = '', create = '', call = '', interpret = '' }: Changes): string {
  const file = join(folder, `${name}.config.ts`);
  writeFileSync(
    file,
    `import { defineClient, defineConfig } from 'sadpath';
import { banked } from 'sadpath/providers';
${before}
export default defineConfig({ clients: [defineClient({
  name: '${name}',
  provider: banked,
  create: ({ baseUrl, credentials: { key, secret } }) => {
    ${create}
    return { url: baseUrl + '/v2/payment_sessions', authorization: 'Basic ' + Buffer.from(key + ':' + secret).toString('base64') };
  },
  operations: {
    createPaymentSession: async (client, { input, idempotencyKey }) => {
      const headers = { authorization: client.authorization, 'content-type': 'application/json', 'idempotency-key': idempotencyKey };
      const send = (url = client.url) => fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
      const response = await send();
      const body = await response.json();
      ${call}
      return { status: response.status, code: body.errors?.[0].code };
    },
  },
  tells: ['outcome', 'code'],
  interpret: ({ threw, value, error }) => {
    ${interpret}
    if (threw) return undefined;
    return value.status < 300 ? { outcome: 'succeeded' } : { outcome: value.status < 500 ? 'failed' : 'unknown', code: value.code };
  },
})] });
`,
  );
  return file;
}

async function clientOf(config: string, options: Partial<RunOptions> = {}): Promise<ClientReport> {
  // Most of what a second child takes is its start.
  const { clients } = await run({ config, only: ['banked/errors'], workers: 1, ...options });
  const [client] = clients;
  if (client === undefined) throw new Error('the report has no client');
  return client;
}

function verdictOf({ requirements }: ClientReport, code: string): string | undefined {
  return requirements.find(({ id }) => id === `banked/errors/${code}`)?.verdict;
}

describe('run', function () {
  this.timeout(60_000);
  before(() => mkdirSync(folder, { recursive: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('judges a client that nothing is wrong with', async () => {
    const events: RunEvent[] = [];
    const config = write('sound', {});
    const report = await run({ config, only: ['banked/errors'], onEvent: (event) => events.push(event) });
    expect(report.clients[0]?.findings).to.deep.equal([]);
    expect(report.clients[0]?.totals).to.include({ pass: 28, fail: 0, inconclusive: 0, 'not-applicable': 1 });
    expect(exitCodeOf(report, { strict: true })).to.equal(0);
    expect(events.map(({ type }) => type)).to.include.members(['run-started', 'client-started', 'control', 'scenario']);
    expect(events.at(-1)?.type).to.equal('run-ended');
  });

  it('asks for the contract of each client that it plays, before anything is played, and tells of it', async () => {
    const config = write('bound', {});
    const contract = { interactions: 3, simulator: { held: 2, of: 3 } };
    const asked: unknown[] = [];
    const events: RunEvent[] = [];
    const client = await clientOf(config, {
      only: ['banked/errors/not_found'],
      contracts(parties) {
        asked.push({ ...parties, after: events.length });
        return contract;
      },
      onEvent: (event) => events.push(event),
    });
    expect(asked).to.deep.equal([{ client: 'bound', provider: 'banked', catalogue: catalogueHash(banked), after: 0 }]);
    expect(client.contract).to.deep.equal(contract);
    expect(events.find(({ type }) => type === 'client-started')).to.deep.include({ contract });
    const without = await clientOf(config, { controlsOnly: true, contracts: () => undefined });
    expect(without).to.not.have.property('contract');
  });

  it('does not begin when a contract cannot be read', async () => {
    const events: RunEvent[] = [];
    const contracts = (): never => {
      throw new SadpathError({ line: 'no pact' });
    };
    const failure = await run({ config: write('unread', {}), contracts, onEvent: (event) => events.push(event) }).catch(
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(SadpathError).with.property('message', 'no pact');
    expect(events).to.deep.equal([]);
  });

  it('judges nothing when the happy path fails, and says why', async () => {
    const cases: [string, Changes, string][] = [
      ['creator', { create: "throw new Error('no such key');" }, 'create threw Error: no such key'],
      [
        'stranger',
        { call: "await send(client.url.replace('v2', 'v9'));" },
        'POST https://banked.sadpath.test/v9/payment_sessions',
      ],
      ['locked-out', { create: "secret = 'wrong';" }, 'the simulator answered 401 unauthorized'],
      ['doubter', { interpret: "return { outcome: 'unknown' };" }, 'the client believed unknown after a success'],
      [
        'babbler',
        { interpret: "return { outcome: 'paid' };" },
        'interpret returned no belief: at outcome found "paid"',
      ],
      ['sleeper', { call: 'await new Promise(() => {});' }, 'the call never settled'],
    ];
    for (const [name, changes, reason] of cases) {
      const client = await clientOf(write(name, changes), { only: ['banked/errors/not_found'] });
      expect(client.controls[0]?.passed, name).to.equal(false);
      expect(client.controls[0]?.reason).to.contain(reason);
      expect(verdictOf(client, 'not_found')).to.equal('inconclusive');
      expect(client.findings).to.deep.equal([]);
    }
  });

  it('blames a client that ends its process for that scenario, and not for its neighbours', async () => {
    const client = await clientOf(
      write('quitter', { call: "if (body.errors?.[0].code === 'invalid_amount') process.exit(0);" }),
      { only: ['unauthorized', 'invalid_amount', 'invalid_currency'].map((code) => `banked/errors/${code}`) },
    );
    expect(verdictOf(client, 'invalid_amount')).to.equal('fail');
    const blamed = client.findings.filter(({ requirement }) => requirement.endsWith('/invalid_amount'));
    expect(blamed.map(({ check, severity }) => `${severity} ${check}`)).to.deep.equal(['must robust.contained']);
    expect(blamed[0]?.message).to.equal('ended the process that it ran in: the child process ended (exit code 0)');
    expect(verdictOf(client, 'invalid_currency')).to.equal('pass');
    expect(verdictOf(client, 'unauthorized')).to.equal('pass');
  });

  it('does not blame a client for what only shows after earlier scenarios', async () => {
    const config = write('breaker', {
      before: 'let failures = 0;',
      call: `const code = body.errors?.[0].code;
      if (code === 'not_found') return { status: 200 };
      if (!response.ok) failures += 1;
      if (code === 'invalid_currency' && failures > 3) return { status: 200 };`,
    });
    const rows = ['not_found', 'invalid_amount', 'invalid_currency'].map((code) => `banked/errors/${code}`);
    const client = await clientOf(config, { workers: 1, only: rows });
    expect(verdictOf(client, 'not_found')).to.equal('fail');
    expect(verdictOf(client, 'invalid_currency')).to.equal('inconclusive');
    expect(client.requirements.find(({ id }) => id.endsWith('/invalid_currency'))?.reasons).to.include(
      'depends on earlier scenarios: played alone it is pass',
    );
  });

  it('keeps what a client prints to itself', async () => {
    const client = await clientOf(
      write('talker', { before: "console.log('loaded'); console.error('Error: not really');" }),
      {
        only: ['banked/errors/internal'],
      },
    );
    expect(verdictOf(client, 'internal')).to.equal('pass');
  });

  it('stops at the first must that is broken and not waived, and plays no other client', async () => {
    const liar = { call: 'if (response.status === 404) return { status: 200 };' };
    write('first-liar', liar);
    write('second-liar', liar);
    const config = join(folder, 'liars.config.ts');
    const imports = ['first', 'second'].map((name) => `import ${name} from './${name}-liar.config.ts';`);
    writeFileSync(
      config,
      `${imports.join('\n')}\nexport default { clients: [...first.clients, ...second.clients] };\n`,
    );
    const only = ['banked/errors/not_found', 'banked/errors/method_not_allowed'];
    const events: RunEvent[] = [];
    const report = await run({ config, only, bail: true, workers: 1, onEvent: (event) => events.push(event) });
    expect(events.map(({ type }) => type)).to.deep.equal([
      'run-started',
      'client-started',
      'control',
      'scenario',
      'not-played',
      'client-started',
      'not-played',
      'run-ended',
    ]);
    const reason = 'not played: the run was stopped by --bail';
    const [first, second] = report.clients;
    expect(first?.requirements.map(({ verdict }) => verdict)).to.deep.equal(['fail', 'inconclusive']);
    expect(second?.requirements.map(({ reasons }) => reasons)).to.deep.equal([[reason], [reason]]);
    expect(exitCodeOf(report, { strict: false })).to.equal(1);

    const checks = Object.entries(first?.requirements[0]?.checks ?? {}).filter(([, verdict]) => verdict === 'fail');
    const waivers = checks.map(([check]) => {
      return { check, requirement: 'banked/errors/not_found', reason: 'known', owner: 'me', expires: '9999-12-31' };
    });
    const waived = await run({ config, only, bail: true, workers: 1, waivers, clients: ['first-liar'] });
    expect(waived.clients[0]?.requirements.map(({ verdict }) => verdict)).to.deep.equal(['waived', 'pass']);
  });

  it('plays first what has failed before, and reports the same bytes', async () => {
    const config = write('forgetful', { call: 'if (response.status === 404) return { status: 200 };' });
    const only = ['banked/errors/invalid_amount', 'banked/errors/not_found'];
    const played = async (options: Partial<RunOptions>) => {
      const events: RunEvent[] = [];
      const report = await run({ config, only, workers: 1, onEvent: (event) => events.push(event), ...options });
      return { report, scenarios: events.filter((event) => event.type === 'scenario') };
    };
    const first = await played({});
    const indexes = first.scenarios.map(({ index }) => index);
    expect(indexes).to.deep.equal(indexes.toSorted((a, b) => a - b));
    const failed = first.scenarios.findLast(({ verdicts }) =>
      Object.values(verdicts).some((verdict) => verdict.verdict === 'fail' && verdict.severity === 'must'),
    );
    if (!failed) throw new Error('nothing failed');
    expect(failed.index).to.be.above(indexes[0] ?? 0);
    // As it comes out of a file, and beside files that are none of this client's business.
    const scenario: Scenario = JSON.parse(JSON.stringify(failed.scenario));
    const findings = [
      { client: 'forgetful', scenario },
      { client: 'another', scenario: first.scenarios[0]?.scenario ?? scenario },
      { client: 'forgetful', scenario: { ...scenario, requirement: 'search/sequences' } },
    ];
    const again = await played({ findings });
    expect(again.scenarios.map(({ index }) => index)).to.deep.equal([
      failed.index,
      ...indexes.filter((index) => index !== failed.index),
    ]);
    expect(JSON.stringify(again.report)).to.equal(JSON.stringify(first.report));
  });

  it('plays first what a search of the same seed has found before, and reports the same bytes', async () => {
    const config = resolve(import.meta.dirname, '../../sadpath.config.ts');
    const clients = ['banked-fetch'];
    const played = async (options: Partial<RunOptions>) => {
      const events: RunEvent[] = [];
      const onEvent = (event: RunEvent) => events.push(event);
      const report = await run({
        config,
        clients,
        only: ['search'],
        runs: 4,
        seed: 1,
        workers: 1,
        onEvent,
        ...options,
      });
      return { report, scenarios: events.filter((event) => event.type === 'scenario') };
    };
    const first = await played({});
    const places = first.scenarios.map(({ index }) => index);
    const [, , third] = first.scenarios;
    if (!third) throw new Error('nothing was generated');
    const known = (more: { client?: string; seed?: number; place?: number }) => [
      { client: 'banked-fetch', scenario: { ...third.scenario, tape: '500' }, seed: 1, place: third.index, ...more },
    ];
    const again = await played({ findings: known({}) });
    expect(again.scenarios.map(({ index }) => index)).to.deep.equal([
      third.index,
      ...places.filter((place) => place !== third.index),
    ]);
    expect(JSON.stringify(again.report)).to.equal(JSON.stringify(first.report));
    const findings = [{ seed: 2 }, { client: 'another' }, { place: 9_999 }].flatMap(known);
    expect((await played({ findings })).scenarios.map(({ index }) => index)).to.deep.equal(places);
  });

  it('plays of a shard every n-th scenario of the matrix, whatever else is left out', async () => {
    const config = write('split', {});
    const indexesOf = async (options: Partial<RunOptions>) => {
      const events: RunEvent[] = [];
      await run({ config, workers: 1, onEvent: (event) => events.push(event), ...options });
      const entered = events.find((event) => event.type === 'client-started');
      const indexes = events.flatMap((event) => (event.type === 'scenario' ? event.index : []));
      return { indexes: indexes.sort((a, b) => a - b), scenarios: entered?.scenarios, ofShard: entered?.ofShard };
    };
    const only = ['banked/errors/unauthorized', 'banked/errors/invalid_amount'];
    const whole = await indexesOf({ only });
    expect(whole).to.deep.include({ scenarios: whole.indexes.length, ofShard: undefined });
    for (const part of [1, 2, 3]) {
      const own = whole.indexes.filter((index) => index % 3 === part - 1);
      const shard = await indexesOf({ only, shard: `${part}/3` });
      expect(shard).to.deep.equal({ indexes: own, scenarios: whole.scenarios, ofShard: own.length });
    }
    const alone = await indexesOf({ only: ['banked/errors/invalid_amount'] });
    expect(whole.indexes).to.include.members(alone.indexes);
  });

  it('says in one line what is wrong with its input', async () => {
    const config = write('plain', {});
    const broken = write('broken', { before: "throw new Error('boom');" });
    writeFileSync(join(folder, 'empty.config.ts'), 'export const nothing = 1;\n');
    const mistakes: [Partial<RunOptions> & { config: string }, string][] = [
      [{ config, clients: ['nobody'] }, 'Failed to find the client "nobody": the config defines plain.'],
      [{ config, providers: ['paysg'] }, 'Failed to find the provider "paysg": the config\'s clients are of banked.'],
      [{ config, shard: '3/2' }, 'Failed to play the shard 3/2: a shard is i/n, two whole numbers with i from 1 to n.'],
      [{ config, only: ['banked/errors/nothing'] }, 'Failed to play only "banked/errors/nothing": no requirement'],
      [{ config: broken }, `Failed to load the config ${broken}: boom.`],
      [{ config: join(folder, 'empty.config.ts') }, 'it has no default export.'],
    ];
    for (const [options, message] of mistakes) {
      const error = await run(options).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.instanceOf(SadpathError);
      expect(String(error)).to.contain(message).and.not.contain('\n');
    }
  });
});
