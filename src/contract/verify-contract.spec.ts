import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/index.ts';
import { type Verification, verifyContract } from './verify-contract.ts';

const committed = join(import.meta.dirname, '..', '..', 'contracts', 'pacts', 'banked-fetch-banked.json');

/** As much of a pact file as is spoilt here. */
interface Pact {
  interactions: {
    key: string;
    description: string;
    pending: boolean;
    providerStates: { name: string; params: Record<string, string> }[];
    response: { status: number; body: { content: Record<string, never> } };
    contents: { content: Record<string, never> };
  }[];
  metadata: { sadpath: { interactions: string } };
}

describe('a contract that is verified', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sadpath-verify-'));
  after(() => rmSync(folder, { recursive: true }));

  /** The committed contract with something done to it. */
  function spoilt(name: string, change: (pact: Pact) => void): string {
    const pact: Pact = JSON.parse(readFileSync(committed, 'utf8'));
    change(pact);
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(pact));
    return file;
  }

  function find({ interactions }: Pact, key: string) {
    const found = interactions.find((interaction) => interaction.key === key);
    if (!found) throw new Error(`there is no ${key}`);
    return found;
  }

  function faults({ interactions }: Verification): Record<string, string> {
    const broken = interactions.filter((each) => each.faults.length > 0);
    return Object.fromEntries(broken.map((each) => [each.key, each.faults.join('; ')]));
  }

  async function refusal(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(SadpathError);
    return error instanceof SadpathError ? error.message : '';
  }

  it('holds, interaction by interaction, and Pact’s own words are kept', async () => {
    const verification = await verifyContract(committed, { simulator: banked });
    expect(faults(verification)).to.deep.equal({});
    expect(verification.interactions).to.have.lengthOf(46);
    expect(verification.output).to.include('banked/errors/unauthorized on createPaymentSession');
  });

  it('fails at each place where it says something else than the provider does, and nowhere else', async () => {
    const file = spoilt('spoilt', (pact) => {
      find(pact, 'banked/errors/unauthorized on createPaymentSession').response.status = 403;
      const { content: error } = find(pact, 'banked/errors/internal on createPaymentSession').response.body;
      Object.assign(error, JSON.parse(JSON.stringify(error).replace('"internal"', '"external"')));
      const { content: renamed } = find(pact, 'banked/errors/bad_request on getPaymentSession').response.body;
      Object.assign(renamed, JSON.parse(JSON.stringify(renamed).replace('"code"', '"kode"')));
      Object.assign(find(pact, 'banked/states/pending on getPaymentSession').response.body.content, { state: 'sent' });
      Object.assign(find(pact, 'banked/events/failed').contents.content, { webhook_event: 'payment_sent' });
      const unknown = find(pact, 'banked/errors/decoding on createPaymentSession').providerStates[0];
      Object.assign(unknown?.params ?? {}, { requirement: 'banked/errors/no_such_code' });
      find(pact, 'banked/success on createPaymentSession').pending = true;
      const [twice] = pact.interactions.filter(({ key }) => key === 'banked/states/sent on getPaymentSession');
      if (twice) twice.key = 'banked/states/failed on getPaymentSession';
    });
    const found = faults(await verifyContract(file, { simulator: banked }));
    const one = (key: string, words: string) => expect(found[key], key).to.include(words);
    one('banked/errors/unauthorized on createPaymentSession', '403');
    one('banked/errors/internal on createPaymentSession', 'external');
    one('banked/errors/bad_request on getPaymentSession', 'kode');
    one('banked/states/pending on getPaymentSession', '$.state');
    one('banked/events/failed', '$.webhook_event');
    one('banked/errors/decoding on createPaymentSession', '');
    one('banked/success on createPaymentSession', 'it is pending');
    one('banked/states/failed on getPaymentSession', 'Pact has 2 results for it');
    expect(Object.keys(found)).to.have.lengthOf(8);
  });

  it('fails when the provider is another one: a reply, a state, a field', async () => {
    const other: Provider = {
      ...banked,
      envelope: {
        errors: [{ kode: '$code', source: { parameter: '$parameter' }, title: '$message' }],
        'successes?': '$successes',
      },
      errors: banked.errors.map((row) => (row.code === 'unauthorized' ? { ...row, status: [403] } : row)),
      operations: {
        ...banked.operations,
        createPaymentSession: {
          ...(banked.operations.createPaymentSession ?? expect.fail()),
          success: { status: 201, body: { id: '$id', status: '$state' } },
        },
      },
    };
    const verification = await verifyContract(committed, { simulator: other });
    const found = faults(verification);
    const errors = verification.interactions.filter(({ key }) => key.startsWith('banked/errors/'));
    expect(Object.keys(found)).to.include.members(errors.map(({ key }) => key));
    expect(found['banked/errors/unauthorized on createPaymentSession']).to.include('403');
    expect(found['banked/success on createPaymentSession']).to.include('state');
    expect(found['banked/states/sent on getPaymentSession']).to.include('state');
  });

  it('takes other words, ids and amounts: nobody decides by them', async () => {
    const other: Provider = {
      ...banked,
      errors: banked.errors.map((row) => ({ ...row, message: `${row.message}, in other words` })),
    };
    expect(faults(await verifyContract(committed, { simulator: other }))).to.deep.equal({});
  });

  it('is refused when an interaction was lost on the way', async () => {
    const file = spoilt('lost', ({ interactions }) => interactions.pop());
    expect(await refusal(verifyContract(file, { simulator: banked }))).to.include(
      '46 interactions were written into it, and 45 are there',
    );
  });

  it('is refused when it holds nothing', async () => {
    const file = spoilt('empty', (pact) => {
      pact.interactions = [];
      pact.metadata.sadpath.interactions = '0';
    });
    expect(await refusal(verifyContract(file, { simulator: banked }))).to.include('it holds no interaction');
  });

  it('is refused when it is none', async () => {
    const file = join(folder, 'none.json');
    for (const [text, words] of [
      ['', 'it is not JSON'],
      ['[]', 'consumer'],
      [
        '{"consumer":{"name":"a"},"provider":{"name":"b"},"interactions":[],"metadata":{"pactSpecification":{"version":"3.0.0"}}}',
        'version',
      ],
    ] as const) {
      writeFileSync(file, text);
      expect(await refusal(verifyContract(file, { simulator: banked }))).to.include(words);
    }
    expect(await refusal(verifyContract(join(folder, 'nowhere.json'), { simulator: banked }))).to.include('ENOENT');
  });

  it('is nobody’s success when there is no provider', async () => {
    const found = faults(await verifyContract(committed, { url: 'http://127.0.0.1:1', headers: {} }));
    expect(Object.keys(found)).to.have.lengthOf(46);
  });
});
