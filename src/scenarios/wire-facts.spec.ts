import { expect } from 'chai';
import { requirementsOf } from '../catalogue/requirements.ts';
import { parseTape } from '../model/parse-tape.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { http } from '../providers/http.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { playsOf } from './wire-fact.ts';
import { requirementsFor, wireFacts } from './wire-facts.ts';

const operation = (name: string) => ({ name, main: name, uses: [name], reads: [], success: [], volatile: [] });

describe('the facts of life', () => {
  it('follow the rows of the catalogue, and rest on no document', () => {
    const own = requirementsOf(banked);
    const all = requirementsFor(banked);
    expect(all.slice(0, own.length)).to.deep.equal(own);
    const facts = all.slice(own.length);
    expect(facts.map(({ id }) => id)).to.deep.equal(wireFacts.map(({ name }) => `wire/${name}`));
    for (const { basis, operations } of facts) {
      expect(Object.values(basis)).to.deep.equal(['inferred', 'inferred', 'inferred']);
      expect(operations).to.deep.equal(Object.keys(banked.operations));
    }
  });

  it('let credentials expire by the word that the provider has for it', () => {
    const fact = wireFacts.find(({ name }) => name === 'credentials-expire');
    if (!fact) throw new Error('no such fact');
    const tape = (provider: Provider, name: string) =>
      playsOf(fact, provider, operation(name)).map((play) => play.tape);
    const twice = (answer: string) => [`${answer} ×3`, `${answer} ×3, ok ×3, ${answer} ×3, ok ×∞`];
    expect(tape(banked, 'getPaymentSession')).to.deep.equal(twice('401 unauthorized'));
    expect(tape(openapiPlatform, 'pay')).to.deep.equal(twice('200 INVALID_ACCESS_TOKEN'));
    expect(tape({ ...banked, errors: [] }, 'getPaymentSession')).to.deep.equal([]);
    expect(tape({ ...banked, errors: [], statuses: http.statuses }, 'getPaymentSession')).to.deep.equal(twice('401'));
    const elsewhere = banked.errors.map((row) => ({ ...row, operations: ['createPaymentSession'] }));
    expect(tape({ ...banked, errors: elsewhere }, 'getPaymentSession')).to.deep.equal([]);
  });

  it('have each form of Retry-After, which says what its name says', () => {
    const asked = new Map(
      wireFacts.map((fact) => [
        fact.name,
        playsOf(fact, banked, operation('createPaymentSession')).map(
          ({ tape }) => parseTape(tape)[0]?.steps[0]?.retryAfter ?? '',
        ),
      ]),
    );
    expect(asked.get('retry-after-zero')).to.deep.equal(['0']);
    expect(asked.get('retry-after-negative')?.every((text) => Number(text) < 0)).to.equal(true);
    expect(
      asked.get('retry-after-junk')?.every((text) => Number.isNaN(Number(text)) && Number.isNaN(Date.parse(text))),
    ).to.equal(true);
    expect(asked.get('retry-after-huge')?.every((text) => Number(text) * 1000 > 2 ** 31)).to.equal(true);
    const start = Date.UTC(2030, 0, 1);
    expect(asked.get('retry-after-date')?.map((text) => Date.parse(text) - start)).to.deep.equal([5000]);
    expect(asked.get('retry-after-past')?.every((text) => Date.parse(text) < start)).to.equal(true);
    expect(asked.get('retry-after-seconds')).to.deep.equal(['2', '90']);
  });
});
