import { expect } from 'chai';
import { errorRow } from '../catalogue/sample-provider.spec.ts';
import type { ClientDefinition } from '../model/client.ts';
import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import { checkClient, defineClient } from './define-client.ts';
import { defineConfig } from './define-config.ts';

const provider: Provider = {
  id: 'acme',
  title: 'Acme',
  source: { title: 'Errors', revision: '1' },
  origin: 'https://acme.sadpath.test',
  credentials: {},
  authentication: { scheme: 'headers', headers: {}, error: 'unauthorized' },
  envelope: {},
  operations: { pay: { method: 'POST', path: '/pay', input: {}, success: { status: 200, body: {} } } },
  statuses: [],
  types: [],
  results: [],
  errors: [errorRow('unauthorized')],
  rules: [],
  journeys: {},
};

class Acme {
  pay(): string {
    return 'paid';
  }
}

const acme = {
  name: 'acme-client',
  provider,
  create: () => new Acme(),
  operations: { pay: (client) => client.pay() },
  interpret: () => undefined,
} satisfies ClientDefinition<Acme, Acme>;

/** What a user without types could write. */
function untyped(changes: object): ClientDefinition {
  return { ...acme, ...changes };
}

describe('defineClient', () => {
  it('refuses what only looks like a provider, by its place', () => {
    const half = untyped({ provider: { id: 'half', operations: { pay: {} } } });
    expect(() => checkClient(half)).to.throw(
      SadpathError,
      'Failed to define the provider "half": at title found nothing',
    );
  });

  it('refuses a client without operations: nothing would be played, and all would pass', () => {
    expect(() => checkClient(untyped({ operations: {} }))).to.throw(SadpathError, 'expected at least one operation');
  });

  it('infers the type of the client from create, in both forms of an operation, and returns what it was given', () => {
    const definition = { ...acme };
    expect(defineClient(definition)).to.equal(definition);
    // Compiled is proven: without inference `client` would be an implicit any, and `never` takes nothing.
    defineClient({
      ...acme,
      create: async () => new Acme(),
      operations: {
        pay: (client) => client.pay() satisfies string,
        // @ts-expect-error: the client has no such method, and the types know it.
        wait: { uses: ['pay'], call: (client, { input }) => [client.refund(), input] },
        again: { uses: ['pay'], call: (client, { input }) => [client.pay() satisfies string, input] },
      },
    });
  });

  const mistakes: [string, object, string][] = [
    [
      'a misspelt key',
      { retrys: false },
      'Failed to define the client "acme-client": at retrys found a key that nothing knows.',
    ],
    ['no interpret', { interpret: undefined }, 'at interpret found nothing, expected Function'],
    [
      'an origin with a path',
      { origin: 'https://a.test/v1' },
      'at origin found "https://a.test/v1", expected an origin',
    ],
    ['no attempt at all', { retries: { attempts: 0 } }, 'at retries.attempts found 0, expected >=1'],
    ['something it cannot tell', { tells: ['outcome', 'mood'] }, 'at tells[1] found "mood"'],
    [
      'an operation that the provider does not have',
      { operations: { refund: () => undefined } },
      'operations.refund uses "refund", which acme does not have. Name it as the catalogue does (pay)',
    ],
    [
      'a check that does not exist',
      { rules: { 'retry.keys': 'off' } },
      'rules switches "retry.keys" off, and there is no such check. There are money.once',
    ],
    ['a check switched on', { rules: { 'retry.key': 'on' } }, 'at rules.retry.key found "on", expected "off"'],
  ];
  for (const [what, changes, message] of mistakes) {
    it(`refuses ${what}`, () => expect(() => checkClient(untyped(changes))).to.throw(SadpathError, message));
  }
});

describe('defineConfig', () => {
  it('takes clients of several types', () => {
    const config = {
      clients: [
        defineClient(acme),
        defineClient({ ...acme, name: 'other', create: () => 7, operations: { pay: () => 1 } }),
      ],
    };
    expect(defineConfig(config)).to.equal(config);
  });

  it('refuses two clients of one name, an unknown key, and no clients', () => {
    expect(() => defineConfig({ clients: [acme, acme] })).to.throw(
      SadpathError,
      'two clients are called "acme-client"',
    );
    expect(() => defineConfig({ clients: [] })).to.throw(SadpathError, 'at clients found 0');
    const misspelt = { clients: [acme], sed: 2 };
    expect(() => defineConfig(misspelt)).to.throw(SadpathError, 'at sed found a key that nothing knows');
  });
});
