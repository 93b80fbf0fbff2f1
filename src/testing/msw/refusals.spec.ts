import { expect } from 'chai';
import fc from 'fast-check';
import { getResponse } from 'msw';
import { defineProvider } from '../../catalogue/define-provider.ts';
import { SadpathError } from '../../model/failure.ts';
import { banked, paysg } from '../../providers/index.ts';
import { handlers } from './handlers.ts';

function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof SadpathError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What a single request is answered whose header says so, and what the console is told. */
async function asked(
  header: string,
): Promise<{ status: number; text: string; retryAfter: string | null; warned: string[] }> {
  const mock = handlers(banked, { tape: 'createPaymentSession: 418' });
  const request = new Request('https://banked.sadpath.test/v2/payment_sessions', {
    method: 'POST',
    headers: { 'x-sadpath-tape': header },
    body: '{}',
  });
  const warned: string[] = [];
  const warn = console.warn;
  console.warn = (line: string) => void warned.push(line);
  try {
    const reply = await getResponse(mock, request);
    if (!reply) throw new Error('no handler took the request');
    // The tape that plays has not moved.
    const next = await getResponse(mock, new Request(request.url, { method: 'POST', body: '{}' }));
    expect(next?.status).to.equal(418);
    return { status: reply.status, text: await reply.text(), retryAfter: reply.headers.get('retry-after'), warned };
  } finally {
    console.warn = warn;
  }
}

describe('handlers: what it refuses at the call', () => {
  const mock = handlers(banked);

  it('an unknown operation, naming the known', () => {
    const known = 'createPaymentSession, getPaymentSession';
    expect(refusal(() => mock.fail('createPayment', 'internal'))).to.equal(
      `Failed to make createPayment of banked fail with "internal": banked has the operations ${known}. Name one of these.`,
    );
    expect(refusal(() => mock.play('createPayment: 500'))).to.contain(known);
    expect(refusal(() => handlers(banked, { tape: 'constructor: 500' }))).to.contain(known);
  });

  it('an unknown code or status, naming the known that the operation can meet', () => {
    const message = refusal(() => mock.fail('getPaymentSession', 'invalid_amont'));
    expect(message).to.contain('internal').and.to.contain('not_found');
    expect(refusal(() => mock.fail('createPaymentSession', 'internal', { status: 418 }))).to.contain(
      'under 500, not under 418',
    );
    expect(refusal(() => handlers(paysg).fail('createPayment', 418))).to.contain('500');
    expect(refusal(() => mock.fail('createPaymentSession', 'internal', { times: 0 }))).to.contain('times is 0');
  });

  it('a documented code that the operation cannot meet', () => {
    const one = defineProvider({
      ...banked,
      errors: banked.errors.map((row) =>
        row.code === 'invalid_amount' ? { ...row, operations: ['createPaymentSession'] } : row,
      ),
    });
    handlers(one).fail('createPaymentSession', 'invalid_amount');
    expect(refusal(() => handlers(one).fail('getPaymentSession', 'invalid_amount'))).to.contain('can meet are');
  });

  it('a tape with a typo, an unknown fault, a track of nobody', () => {
    expect(refusal(() => mock.play('createPaymentSession: 5oo'))).to.contain('(at character 23)');
    expect(refusal(() => mock.play('createPaymentSession: quake'))).to.contain('html');
    expect(refusal(() => mock.play('500'))).to.contain(
      'Write the operation before its steps: "createPaymentSession: 500"',
    );
  });

  it('what no platform can send', () => {
    for (const tape of ['100 continue', 'html 199', '500 ra="a\\nb"', '500 ra="€"'])
      expect(
        refusal(() => mock.play(`createPaymentSession: ${tape}`)),
        tape,
      ).to.match(/Use one from|cannot carry/);
    expect(refusal(() => mock.fail('createPaymentSession', 'internal', { retryAfter: '1\r\nx: y' }))).to.contain(
      'cannot carry',
    );
  });

  it('an origin that is none, and a delay that no timer takes', () => {
    for (const origin of ['', 'banked.example', 'ftp://a.example', 'https://a.example/?x', '/api'])
      expect(
        refusal(() => handlers(banked, { origin })),
        origin,
      ).to.contain('"*" for any');
    for (const delayMs of [-1, Number.NaN, 2 ** 31])
      expect(refusal(() => handlers(banked, { delayMs }))).to.contain('a timer takes');
  });

  it('to give what no operation needs', () => {
    expect(refusal(() => mock.given('createPaymentSession'))).to.contain('getPaymentSession (a payment session)');
  });

  it('and leaves what was playing as it was', async () => {
    const playing = handlers(banked, { tape: 'createPaymentSession: 503 ×∞' });
    refusal(() => playing.play('createPaymentSession: 400 | nobody: 500'));
    const reply = await getResponse(
      playing,
      new Request('https://banked.sadpath.test/v2/payment_sessions', { method: 'POST' }),
    );
    expect(reply?.status).to.equal(503);
  });
});

describe('handlers: the header of a single request', () => {
  it('says what that request is answered, and leaves the tape alone', async () => {
    expect(await asked('429 ra=2')).to.include({ status: 429, retryAfter: '2' });
    expect(await asked('createPaymentSession: 400 invalid_amount')).to.include({ status: 400 });
    expect((await asked('400 invalid_amount')).text).to.contain('invalid_amount');
    expect((await asked('400%20%22caf%C3%A9%22')).text).to.contain('café');
  });

  it('is answered 400 with one line, and warned of, where it cannot be played', async () => {
    const hostile: Record<string, string> = {
      '429 ra=': 'plain word',
      '500, ok': 'one step',
      '500 ×2': 'one step',
      '500%20x%E2%88%9E': 'one step',
      'getPaymentSession: 500': 'the request is for createPaymentSession',
      'nobody: 500': 'createPaymentSession, getPaymentSession',
      '500 | 500': 'two tracks',
      quake: 'html',
      '': 'one step',
      '%': 'percent-encoding',
      '%ff': 'percent-encoding',
      '100 x': 'from 200 to 599',
      '500 ra=%22a%5Cnb%22': 'cannot carry',
      '%1b[2J': 'no answer',
      '__proto__: 500': 'createPaymentSession',
      [`500 ${'a+'.repeat(4000)}"`]: 'not closed',
    };
    for (const [header, because] of Object.entries(hostile)) {
      const { status, text, warned } = await asked(header);
      expect(status, header.slice(0, 60)).to.equal(400);
      expect(Object.keys(JSON.parse(text) as object)).to.deep.equal(['sadpath']);
      expect(warned, header.slice(0, 60)).to.have.length(1);
      if (header.length < 100) expect(text, header).to.contain(because);
      expect(warned[0]).to.match(/^\[sadpath\] [\x20-\x7e\u00a0-\uffff]{1,1000}$/);
    }
  });

  it('never breaks a handler, whatever it says', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ maxLength: 40, unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '500',
            'ok',
            ',',
            '|',
            ':',
            '"',
            'ra=',
            '%22',
            '%',
            ' ',
            'html',
            'json',
            '204',
            '\\',
            '×2',
            'state:',
          ),
          { maxLength: 8 },
        )
        .map((words) => words.join('')),
    );
    const mock = handlers(banked);
    const { warn } = console;
    console.warn = () => {};
    try {
      await fc.assert(
        fc.asyncProperty(text, async (value) => {
          const header = encodeURIComponent(value.toWellFormed());
          const request = new Request('https://banked.sadpath.test/v2/payment_sessions', {
            method: 'POST',
            headers: { 'x-sadpath-tape': header },
          });
          fc.pre(!/stall/.test(value));
          const reply = await getResponse(mock, request);
          expect(reply?.type === 'error' || (reply?.status ?? 0) >= 200).to.equal(true);
        }),
      );
    } finally {
      console.warn = warn;
    }
  });
});
