import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { bodyFaults } from '../faults/body/table.ts';
import type { OperationFacts } from '../model/case.ts';
import { parseTape } from '../model/parse-tape.ts';
import { printTape } from '../model/print-tape.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { http } from '../providers/http.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { useepay } from '../providers/useepay.ts';
import { bodyFacts } from './body-facts.ts';
import { matrix } from './matrix.ts';
import { shapeFacts } from './shape-facts.ts';
import { playsOf, type WireFact } from './wire-fact.ts';

const providers = [banked, paysg, useepay, openapiPlatform, http];

function factsOf(provider: Provider, main: string): OperationFacts {
  const effect = provider.operations[main]?.effect;
  return { name: main, main, uses: [main], reads: [], success: ['succeeded'], volatile: [], ...(effect && { effect }) };
}

function tapes(facts: readonly WireFact[], provider: Provider, operation: OperationFacts): string[] {
  return facts.flatMap((fact) => playsOf(fact, provider, operation).map(({ tape }) => tape));
}

/** Everything else that is played to an operation: the happy path, the rows of its catalogue, and the facts that are no bodies. */
function played(provider: Provider, operation: OperationFacts): Set<string> {
  const own = [...bodyFacts, ...shapeFacts].map(({ name }) => `wire/${name}`);
  const { scenarios } = matrix({ client: 'c', provider, operations: [operation], off: [] });
  const others = scenarios.filter(({ requirement }) => !own.includes(requirement));
  return new Set(['ok', ...others.map(({ tape }) => tape.replace(/ ×∞$/, ''))]);
}

/** The first step without one thing that is odd about it. */
function sibling(tape: string, change: (step: string) => string): string {
  const [first = ''] = tape.split(', ');
  return change(first.replace(/ ×∞$/, ''));
}

describe('the facts of bodies', () => {
  for (const provider of providers) {
    for (const main of Object.keys(provider.operations)) {
      const operation = factsOf(provider, main);
      it(`are, without what is odd, the happy path or a row that is played anyway: ${provider.id} ${main}`, () => {
        const all = tapes(bodyFacts, provider, operation);
        expect(all).to.have.length.within(34, 48);
        const known = played(provider, operation);
        for (const tape of all) {
          const [track] = parseTape(tape);
          const [step, more] = track?.steps ?? [];
          expect(step?.as, tape).to.be.an('object');
          expect(more, tape).to.equal(undefined);
          expect(Object.keys(bodyFaults)).to.include(step?.as?.fault);
          const { as: _, times: __, ...plain } = step ?? { answer: { kind: 'ok' } };
          expect(known, tape).to.include(printTape([{ steps: [plain] }]));
        }
      });
    }
  }

  it('spoil a success and a definite error in every way there is, and a reply for ever', () => {
    const all = tapes(bodyFacts, banked, factsOf(banked, 'createPaymentSession'));
    const ways = new Set(all.map((tape) => parseTape(tape)[0]?.steps[0]?.as?.fault));
    expect([...ways]).to.have.members(Object.keys(bodyFaults));
    expect(all).to.include.members(['ok as=bom ×∞', '400 bad_request as=bom ×∞', '400 bad_request as=both ×∞']);
  });

  it('change each field of a success and of an error, one at a time', () => {
    const all = tapes(bodyFacts, banked, factsOf(banked, 'createPaymentSession'));
    const places = (said: string) =>
      all.filter((tape) => tape.startsWith(`${said} as=wrong-type@`)).map((tape) => Number(/@(\d+)/.exec(tape)?.[1]));
    expect(places('ok')).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(places('400 bad_request')).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    const read = tapes(bodyFacts, banked, factsOf(banked, 'getPaymentSession'));
    expect(read.filter((tape) => tape.startsWith('ok as=wrong-type@'))).to.have.length(6);
  });

  it('are large once an operation', () => {
    const all = tapes(bodyFacts, paysg, factsOf(paysg, 'createPayment'));
    expect(all.filter((tape) => /huge(?!-)|bomb/.test(tape))).to.deep.equal(['ok as=huge', 'ok as=gzip-bomb']);
  });

  it('are nothing to who waits for the end of it all', () => {
    const waiting = { ...factsOf(banked, 'getPaymentSession'), name: 'awaitPayment' };
    expect(tapes([...bodyFacts, ...shapeFacts], banked, waiting)).to.deep.equal([]);
  });

  it('have no definite error to spoil where the document lists none', () => {
    const silent = { ...banked, errors: [], statuses: [] };
    const all = tapes([...bodyFacts, ...shapeFacts], silent, factsOf(banked, 'createPaymentSession'));
    expect(all.filter((tape) => /^\d/.test(tape))).to.deep.equal([]);
    expect(all).to.include('ok as=bom ×∞');
  });

  it('come on one surface: what is spoilt at a place is another thing in a body of other fields', () => {
    const { scenarios } = matrix({
      client: 'c',
      provider: banked,
      operations: [factsOf(banked, 'createPaymentSession')],
      off: [],
    });
    const spoilt = scenarios.filter(({ tape }) => tape.includes('as='));
    expect(spoilt).to.have.length.above(40);
    expect(spoilt.every(({ variant }) => variant === 'full')).to.equal(true);
  });
});

describe('the facts of shapes', () => {
  for (const provider of providers) {
    for (const main of Object.keys(provider.operations)) {
      const operation = factsOf(provider, main);
      it(`are the happy path or a row with one thing changed: ${provider.id} ${main}`, () => {
        const known = played(provider, operation);
        const all = tapes(shapeFacts, provider, operation);
        expect(all).to.have.length.within(11, 15);
        for (const tape of all) {
          const [first] = parseTape(tape)[0]?.steps ?? [];
          const plain = first?.answer.kind === 'fault' ? ['ok'] : nearest(provider, main, tape);
          expect(
            plain.filter((one) => known.has(one)),
            tape,
          ).to.have.length.above(0);
        }
      });
    }
  }

  /** The same with a documented status, or with a documented code. */
  function nearest({ errors, operations }: Provider, main: string, tape: string): string[] {
    expect(operations).to.include.keys(main);
    return errors.flatMap(({ code, status: [status] }) => [
      sibling(tape, (step) => step.replace(/^\d+/, String(status))),
      sibling(tape, (step) => step.replace(/some_future_code( type:\w+)?/, code)),
    ]);
  }

  it('commit what a success says, and never what an error says', () => {
    const all = tapes(shapeFacts, paysg, factsOf(paysg, 'createPayment'));
    expect(all).to.deep.equal([
      'trunc@0 after-commit ×∞',
      'trunc@1 after-commit ×∞',
      'trunc after-commit ×∞',
      'trunc@999999999 after-commit ×∞',
      'html 200 ×∞',
      'html 200 after-commit, ok',
      'empty 204 ×∞',
      'empty 204 after-commit, ok',
      'empty 304 ×∞',
      'redirect 302 ×∞',
      'redirect 307 ×∞',
      '418 parameter_invalid ×∞',
      '200 parameter_invalid ×∞',
      '400 some_future_code type:invalid_request_error ×∞',
    ]);
    const read = tapes(shapeFacts, paysg, factsOf(paysg, 'getPayment'));
    expect(read.filter((tape) => tape.includes('commit'))).to.deep.equal([]);
  });

  it('leave an error under 200 to a provider whose document has it so', () => {
    const all = tapes(shapeFacts, openapiPlatform, factsOf(openapiPlatform, 'pay'));
    expect(all.filter((tape) => /^\d/.test(tape))).to.deep.equal([
      '418 PARAM_ILLEGAL ×∞',
      '200 some_future_code type:F ×∞',
    ]);
  });
});

describe('docs/bodies.md', () => {
  it('lists every fact of bodies and shapes, in its own words', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/bodies.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `wire\/([a-z0-9-]+)` \| (.+?) \| .+ \|$/gm)].map(([, name, summary]) => ({
      name,
      summary,
    }));
    const facts = [...bodyFacts, ...shapeFacts].map(({ name, summary }) => ({ name, summary }));
    expect(rows).to.deep.equal(facts);
  });
});
