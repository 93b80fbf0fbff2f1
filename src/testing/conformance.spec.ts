import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { naiveBanked } from '../../examples/naive/sadpath.ts';
import { writeWaivers } from '../history/waiver-file.ts';
import { SadpathError } from '../model/failure.ts';
import { banked } from '../providers/banked.ts';
import { requirementsFor } from '../scenarios/wire-facts.ts';
import { type ConformanceOptions, conformance } from './conformance.ts';
import type { TestRunner } from './test-runner.ts';

/** A runner that only writes down what it is told, so that one test can be run by itself. */
function paperRunner() {
  const suites: string[] = [];
  const tests = new Map<string, () => Promise<void>>();
  const skipped: string[] = [];
  const ends: (() => void)[] = [];
  const it = Object.assign((title: string, body: () => Promise<void>) => void tests.set(title, body), {
    skip: (title: string) => void skipped.push(title),
  });
  const runner: TestRunner = {
    describe(title, body) {
      suites.push(title);
      body();
    },
    it,
    after: (body) => void ends.push(body),
  };
  async function failureOf(id: string): Promise<string> {
    const [, body] = [...tests].find(([title]) => title.startsWith(id)) ?? [];
    if (!body) throw new Error(`no test of ${id}`);
    try {
      await body();
    } catch (error) {
      return error instanceof Error ? (error.stack ?? '') : String(error);
    }
    return '';
  }
  return { runner, suites, tests, skipped, ends, failureOf };
}

function suite(options: ConformanceOptions = {}, client = naiveBanked) {
  const paper = paperRunner();
  conformance(client, { runner: paper.runner, ...options });
  return paper;
}

const example = (file: string) => pathToFileURL(resolve(import.meta.dirname, '../../examples', file));

describe('conformance', () => {
  it('makes one suite of a client, and one test of each requirement beside the happy paths', () => {
    const { suites, tests, skipped } = suite();
    expect(suites).to.deep.equal(['naive-banked against banked']);
    const titles = [...tests.keys()];
    expect(titles.slice(0, 2)).to.deep.equal([
      'the happy path of createPaymentSession',
      'the happy path of getPaymentSession',
    ]);
    expect([...titles.slice(2), ...skipped].map((title) => title.split(': ')[0])).to.have.members(
      requirementsFor(banked).map(({ id }) => id),
    );
  });

  it('skips what no traffic can show, and what the client has no operation for', () => {
    const byHand = { name: 'log-it', summary: 'Log the code.', judged: 'by-hand', basis: 'stated' } as const;
    const { createPaymentSession } = naiveBanked.operations;
    if (!createPaymentSession) throw new Error('no such operation');
    const { skipped } = suite(
      { only: ['banked/rules', 'banked/states'] },
      {
        ...naiveBanked,
        provider: { ...banked, rules: [...banked.rules, byHand] },
        operations: { createPaymentSession },
      },
    );
    expect(skipped).to.include('banked/rules/log-it: Log the code. (to be checked by hand)');
    expect(skipped.find((title) => title.startsWith('banked/states/failed'))).to.match(
      /\(the client has no operation that can meet it \(getPaymentSession\)\)$/,
    );
  });

  it('fails a test with the sentence, the timeline and the line that repeats it, and no stack', async () => {
    const text = await suite().failureOf('banked/errors/internal');
    expect(text).to.contain('✗ naive-banked, createPaymentSession: one intent brought about 2 sessions');
    expect(text).to.contain('    250 ms  ● session made for intent-1 AGAIN');
    expect(text).to.contain(`Repeat it: await play(client, 'createPaymentSession', '500 internal after-commit, ok')`);
    expect(text).to.match(/^Also must money\.belief: told the caller `failed`/m);
    expect(text).to.not.match(/^ +at .*\.ts/m);
  });

  it('passes what holds, and what only a should is broken of unless it is strict', async () => {
    expect(await suite().failureOf('wire/retry-after-seconds')).to.equal('');
    expect(await suite({ strict: true }).failureOf('wire/retry-after-seconds')).to.contain('should retry.after');
    expect(await suite().failureOf('the happy path of createPaymentSession')).to.equal('');
  });

  it('tells of one check only where that is asked for', async () => {
    const text = await suite({ only: ['banked/errors/internal', 'money.belief'] }).failureOf('banked/errors/internal');
    expect(text).to.contain('must money.belief').and.to.not.contain('money.once ·');
  });

  it('does not pass what could not be judged', async () => {
    const broken = { ...naiveBanked, create: () => ({}) };
    const { failureOf } = suite({}, broken);
    expect(await failureOf('the happy path of createPaymentSession')).to.match(
      /The happy path of createPaymentSession failed/,
    );
    const unjudged = await failureOf('banked/errors/internal');
    expect(unjudged).to.contain('It could not be judged:').and.contain('the control failed');
  });

  it('puts up with what is waived, and says so when a waiver is over or covers nothing', async () => {
    const file = resolve(import.meta.dirname, `../../.tmp/conformance-${process.pid}.json`);
    const waived = async (expires: string, check = 'money.once') => {
      const waiver = { requirement: 'banked/errors/internal', reason: 'known', owner: 'ann', expires };
      const waivers = ['money.once', 'money.belief', 'retry.key'].map((id) => ({ ...waiver, check: id }));
      mkdirSync(dirname(file), { recursive: true });
      writeWaivers(file, check === 'money.once' ? waivers : [...waivers, { ...waiver, check }]);
      try {
        return await suite({ waivers: file }).failureOf('banked/errors/internal');
      } finally {
        rmSync(file);
      }
    };
    expect(await waived('2999-12-31')).to.equal('');
    expect(await waived('2020-12-31'))
      .to.contain('one intent brought about 2 sessions')
      .and.to.contain('expired on 2020-12-31');
    expect(await waived('2999-12-31', 'retry.body')).to.contain('covers nothing any more. Take it out.');
  });

  describe('with runs', () => {
    const search = (runs: number, options: ConformanceOptions = {}, client = naiveBanked) =>
      suite({ only: ['search'], runs, ...options }, client);

    it('makes one test more, which names how many scenarios are tried, and has its time for each hundred', () => {
      const own = new Map<string, number | undefined>();
      const { runner } = paperRunner();
      const it = Object.assign((title: string, _: unknown, limit?: number) => void own.set(title, limit), {
        skip: () => {},
      });
      conformance(naiveBanked, { runner: { ...runner, it }, only: ['search', 'banked/errors/internal'], runs: 250 });
      expect([...own.keys()].slice(2)).to.have.lengthOf(2);
      const [title, limit] = [...own].at(-1) ?? [];
      expect(title).to.match(/^search\/sequences: .+ \(250 generated scenarios, seed 1\)$/);
      expect([...own.values()]).to.deep.equal([60_000, 60_000, 60_000, 180_000]);
      expect(limit).to.equal(180_000);
      const titles = (options: ConformanceOptions) => [...suite(options).tests.keys()].join('\n');
      expect(titles({})).to.not.contain('search/');
      expect(titles({ runs: 5 }))
        .to.contain('search/sequences')
        .and.contain('banked/errors/internal');
      expect(titles({ runs: 5, only: ['banked'] })).to.not.contain('search/');
      expect(search(3).tests.size).to.equal(3);
    });

    it('passes where nothing is found', async () => {
      const { bankedFetch } = await import('../../examples/banked/sadpath.ts');
      expect(await search(5, {}, bankedFetch).failureOf('search/sequences')).to.equal('');
    });

    it('fails with each finding, shrunk, its timeline and the line that repeats it, here as in child processes', async () => {
      const text = await search(8).failureOf('search/sequences');
      const findings = text.split(/^(?=✗ )/m).slice(1);
      expect(findings.length).to.be.greaterThan(1);
      expect(new Set(findings.map((one) => /must (\S+)/.exec(one)?.[1])).size).to.equal(findings.length);
      for (const one of findings) {
        expect(one).to.contain('▶ createPaymentSession is called');
        expect(one).to.contain('· search/sequences · tape "');
        expect(one).to.match(/^ {2}Repeat it: await play\(client, /m);
      }
      expect(text).to.match(/Repeat it: await play\(client, 'createPaymentSession', '[^,']+ after-commit'\)$/m);

      const paper = paperRunner();
      await conformance(example('naive.config.ts'), { runner: paper.runner, only: ['search'], runs: 8 });
      try {
        const apart = await paper.failureOf('search/sequences');
        expect(apart).to.match(
          /Repeat it: npx sadpath play createPaymentSession "[^",]+ after-commit" --config \S+ --client naive-banked$/m,
        );
        const facts = (all: string) => all.match(/^ {2}must .*$/gm);
        expect(facts(apart)).to.deep.equal(facts(text));
      } finally {
        for (const end of paper.ends) end();
      }
    }).timeout(60_000);

    it('refuses a number that is none', () => {
      for (const runs of [-1, 1.5, Number.NaN])
        expect(() => search(runs)).to.throw(
          SadpathError,
          `Failed to generate ${runs} scenarios: that is no whole number`,
        );
      expect(() => search(0)).to.throw(SadpathError, 'Failed to play only "search"');
    });
  });

  it('plays a config in child processes, of the clients that are named', async () => {
    const paper = paperRunner();
    await conformance(example('naive.config.ts'), { runner: paper.runner, only: ['banked/errors/internal'] });
    try {
      expect([...paper.tests.keys()]).to.have.lengthOf(3);
      const text = await paper.failureOf('banked/errors/internal');
      expect(text).to.match(
        /Repeat it: npx sadpath play createPaymentSession "500 internal after-commit, ok" --config \S+naive\.config\.ts --client naive-banked$/m,
      );
    } finally {
      for (const end of paper.ends) end();
    }
  }).timeout(30_000);

  it('says what is wrong with what it is given', async () => {
    const { runner } = paperRunner();
    expect(() => conformance(naiveBanked, { runner, only: ['banked/nothing'] })).to.throw(
      SadpathError,
      'Failed to play only "banked/nothing": no requirement of these clients, and no check, is called so.',
    );
    const { interpret: _, ...half } = naiveBanked;
    expect(() => conformance(half as typeof naiveBanked, { runner })).to.throw(SadpathError, 'interpret');
    const stranger = conformance(example('naive.config.ts'), { runner, clients: ['other'] });
    expect(await stranger.catch(String)).to.contain(
      'Failed to find the client "other": the config defines naive-banked.',
    );
    const nowhere = conformance(example('nowhere.config.ts'), { runner });
    expect(await nowhere.catch(String)).to.contain('Failed to');
  }).timeout(30_000);
});
