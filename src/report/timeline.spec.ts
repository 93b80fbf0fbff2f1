import { expect } from 'chai';
import fc from 'fast-check';
import { excerpt } from '../model/excerpt.ts';
import type { TraceEvent } from '../model/trace.ts';
import { printTimeline } from './print-timeline.ts';
import { called, effect, everyTraceEvent, reply, request, settled } from './sample-run.spec.ts';
import { timelineRows } from './timeline.ts';

const print = (...events: TraceEvent[]) => printTimeline(timelineRows(events)).join('\n');
/** The lines without their times. */
const told = (...events: TraceEvent[]) => timelineRows(events).map(({ mark, text }) => `${mark} ${text}`);

const pattern = (
  count: number,
  gap: (index: number) => number,
  more: (at: number, exchange: number) => TraceEvent[] = () => [],
) => {
  const events: TraceEvent[] = [called(0)];
  for (let exchange = 1, at = 0; exchange <= count; at += gap(exchange), exchange += 1) {
    events.push(request(at, exchange), ...more(at, exchange), reply(at, exchange, '401 unauthorized'));
  }
  return events;
};

describe('a timeline', () => {
  it('tells a lost reply and its retry', () => {
    expect(
      print(
        called(0),
        request(0, 1),
        effect(0),
        reply(0, 1, '500 internal', { ambiguous: true }),
        request(500, 2),
        reply(500, 2, '201 ok', { replayed: true }),
        settled(500),
      ),
    ).to.equal(`\
      0 ms  ▶ pay is called for pay-1
      0 ms  → POST /pay, idempotency key#1
      0 ms  ● session made for pay-1, the reply does not say so
      0 ms  ← 500 internal
    500 ms  → POST /pay, attempt 2, same key#1
    500 ms  ← 201 ok (replayed: the answer to the first request with this key)
    500 ms  ■ returned; its caller is told: succeeded`);
  });

  it('tells a restart, and which calls never came back', () => {
    const restarted = (killed: string[]): TraceEvent => ({ event: 'restarted', at: 100, call: 'b', killed });
    expect(told(called(0), request(0, 1), restarted(['a']), settled(1_100, { call: 'b' }))).to.deep.equal([
      '▶ pay is called for pay-1',
      '→ POST /pay, idempotency key#1',
      '↺ the client is killed and created anew; a never comes back',
      '■ returned; its caller is told: succeeded',
    ]);
    expect(told(restarted([]))).to.deep.equal(['↺ the client is killed and created anew']);
  });

  it('tells a payment made twice, a changed key, a late commit and other credentials', () => {
    expect(
      print(
        called(0),
        request(0, 1),
        { event: 'aborted', at: 30_000, call: 'a', exchange: 1 },
        request(30_500, 2, { key: 'key#2', credentials: 'credentials#2' }),
        effect(30_500, { kind: 'payment' }),
        reply(30_500, 2, '200 ok'),
        effect(60_000, { kind: 'payment' }),
        settled(90_500, { belief: { outcome: 'unknown', category: 'timeout', code: 'x', codes: ['x', 'y'] } }),
      ),
    ).to.equal(`\
        0 ms  ▶ pay is called for pay-1
        0 ms  → POST /pay, idempotency key#1
        30 s  × the client hangs up
      30.5 s  → POST /pay, attempt 2, new key#2, other credentials#2
      30.5 s  ● payment made for pay-1
      30.5 s  ← 200 ok
       1 min  ● payment made for pay-1 AGAIN
1 min 30.5 s  ■ returned; its caller is told: unknown (timeout, x, y)`);
  });

  it('names the calls only where there are several', () => {
    expect(
      print(
        called(0),
        called(0, { call: 'follow-up' }),
        request(0, 1),
        request(0, 2, { call: 'follow-up', key: 'key#2', intent: 'pay-2' }),
        reply(0, 2, '201 ok', { call: 'follow-up' }),
        reply(0, 1, '429 slow_down', { retryAfter: '2' }),
        settled(0, { call: 'follow-up' }),
        request(2000, 3),
      ),
    ).to.equal(`\
      0 ms  a          ▶ pay is called for pay-1
      0 ms  follow-up  ▶ pay is called for pay-2
      0 ms  a          → POST /pay, idempotency key#1
      0 ms  follow-up  → POST /pay, idempotency key#2
      0 ms  follow-up  ← 201 ok
      0 ms  a          ← 429 slow_down, Retry-After: 2
      0 ms  follow-up  ■ returned; its caller is told: succeeded
  2,000 ms  a          → POST /pay, attempt 2, same key#1
            a          ■ pay never returned`);
  });

  it('marks what the caller cannot know', () => {
    const lost = told(request(0, 1), effect(0), reply(0, 1, 'connection reset', { delivered: false }));
    expect(lost).to.deep.equal([
      '→ POST /pay, idempotency key#1',
      '● session made for pay-1, and no reply says so',
      '← connection reset (the client no longer listens)',
    ]);
    const stalled = reply(0, 1, 'no reply', { delivered: false, kind: 'fault', fault: 'stall', replayed: true });
    expect(told(request(0, 1), stalled)[1]).to.equal('← no reply');
    expect(told(request(0, 1), effect(0))[1]).to.equal('● session made for pay-1, and no reply says so');
    const late = told(request(0, 1), { event: 'aborted', at: 5, call: 'a', exchange: 1 }, effect(9));
    expect(late[2]).to.equal('● session made for pay-1, after the client has hung up');
    expect(told(effect(0, { kind: 'void' }))).to.deep.equal(['● payment voided for pay-1']);
    const others = told(
      request(0, 1),
      request(0, 2, { call: 'b', intent: 'pay-2' }),
      effect(0),
      reply(0, 2, '500 no', { call: 'b', ambiguous: true }),
      reply(0, 1, '201 ok'),
    );
    expect(others[2]).to.equal('● session made for pay-1');
    const ambiguous = { ambiguous: true } as const;
    const byCall = told(
      request(0, 1),
      request(0, 2, { call: 'b' }),
      effect(0),
      reply(0, 2, '500 no', ambiguous),
      reply(0, 1, '201 ok'),
    );
    expect(byCall[2]).to.equal('● session made for pay-1');
    const { call: _, ...unnamed } = effect(0);
    const byIntent = told(
      request(0, 1),
      request(0, 2, { intent: 'pay-2' }),
      unnamed,
      reply(0, 2, '500 no', ambiguous),
      reply(0, 1, '201 ok'),
    );
    expect(byIntent[2]).to.equal('● session made for pay-1');
  });

  it('says "again" only of the same kind of effect for the same intent', () => {
    const again = (...events: TraceEvent[]) => told(...events).map((line) => line.includes(' AGAIN'));
    expect(again(effect(0), effect(0))).to.deep.equal([false, true]);
    expect(again(effect(0), effect(0, { intent: 'pay-2' }))).to.deep.equal([false, false]);
    expect(again(effect(0), effect(0, { kind: 'refund' }))).to.deep.equal([false, false]);
    const { intent: _, ...unknown } = effect(0);
    expect(again(unknown, unknown)).to.deep.equal([false, false]);
    expect(timelineRows([effect(0), effect(0)])[1]).to.include({ again: true });
  });

  it('tells what the caller is told, and how', () => {
    const { belief: _, ...silent } = settled(0);
    expect(told(silent)).to.deep.equal(['■ returned; its caller is told: nothing that interpret recognises']);
    const thrown = { name: 'TypeError', message: 'x is undefined', raw: true };
    expect(told({ ...silent, how: 'error', thrown })).to.deep.equal([
      '■ threw TypeError "x is undefined" (a mistake in the code, not made on purpose); its caller is told: nothing that interpret recognises',
    ]);
    expect(
      told(settled(0, { how: 'error', belief: { outcome: 'failed', state: 'failed', reason: 'balance' } })),
    ).to.deep.equal(['■ threw; its caller is told: failed (failed, balance)']);
  });

  it('tells what reached past the call', () => {
    const kinds = (['rejection', 'exception', 'connection', 'unmatched'] as const).map((kind): TraceEvent => {
      return { event: 'escaped', at: 0, kind, message: 'oh' };
    });
    expect(told(...kinds)).to.deep.equal([
      '! unhandled rejection: oh',
      '! uncaught exception: oh',
      '! connection refused by the sandbox: oh',
      '! request that the catalogue does not know: oh',
    ]);
  });

  it('numbers attempts by call and operation, and calls them reads where they are', () => {
    const get = (at: number, exchange: number, path = '/pay/1') => {
      const { key: _, ...read } = request(at, exchange, { operation: 'getPay', method: 'GET', path });
      return read;
    };
    const { key: _, ...keyless } = request(6, 6);
    const { operation: __, credentials: ___, ...stray } = get(7, 7, '/x');
    expect(told(request(0, 1), get(1, 2), get(2, 3), request(3, 4), get(4, 5), keyless, stray)).to.deep.equal([
      '→ POST /pay, idempotency key#1',
      '→ GET /pay/1',
      '→ GET /pay/1, read 2',
      '→ POST /pay, attempt 2, same key#1',
      '→ GET /pay/1, read 3',
      '→ POST /pay, attempt 3, no key',
      '→ GET /x, no credentials',
    ]);
  });
});

describe('a long timeline', () => {
  it('is folded: two repeats, how many more and how far apart, the last one', () => {
    expect(print(...pattern(9999, () => 1), settled(9998, { belief: { outcome: 'failed' } }))).to.equal(`\
      0 ms  ▶ pay is called for pay-1
      0 ms  → POST /pay, idempotency key#1
      0 ms  ← 401 unauthorized
      1 ms  → POST /pay, attempt 2, same key#1
      1 ms  ← 401 unauthorized
      2 ms  → POST /pay, attempt 3, same key#1
      2 ms  ← 401 unauthorized
            … 9,995 more attempts, every 1 ms
  9,998 ms  → POST /pay, attempt 9,999, same key#1
  9,998 ms  ← 401 unauthorized
  9,998 ms  ■ returned; its caller is told: failed`);
  });

  it('is told alike when its middle was left out', () => {
    for (const gap of [() => 1, () => 0, () => 2000]) {
      const timeline = [...pattern(10_000, gap), settled(1e9)];
      expect(excerpt(timeline).length).to.be.below(200);
      expect(print(...excerpt(timeline))).to.equal(print(...timeline));
    }
  });

  it('says how far apart repeats are', () => {
    const fold = (gap: (index: number) => number) => told(...pattern(20, gap)).filter((line) => line.startsWith('…'));
    expect(fold(() => 0)).to.deep.equal(['… 16 more attempts, with no wait between them']);
    expect(fold(() => 20_000)).to.deep.equal(['… 16 more attempts, every 20 s']);
    expect(fold((index) => index * 100)).to.deep.equal(['… 16 more attempts, 300 ms to 1,900 ms apart']);
  });

  it('shows few repeats as they are', () => {
    expect(told(...pattern(6, () => 1)).filter((line) => line.startsWith('…'))).to.deep.equal([]);
    expect(told(...pattern(7, () => 1)).filter((line) => line.startsWith('…'))).to.deep.equal([
      '… 3 more attempts, every 1 ms',
    ]);
  });

  it('folds nothing that differs', () => {
    const timeline = pattern(20, () => 1);
    timeline[20] = reply(9, 10, '500 other');
    expect(told(...timeline).some((line) => line === '← 500 other')).to.equal(true);
  });

  it('says so when each repeat has an effect, also under ever new keys', () => {
    const timeline = pattern(
      30,
      () => 1,
      (at) => [effect(at)],
    ).map((event): TraceEvent => (event.event === 'request' ? { ...event, key: `key#${event.exchange}` } : event));
    expect(told(...timeline).filter((line) => line.startsWith('…'))).to.deep.equal([
      '… 26 more attempts, every 1 ms; each time: session made for pay-1 AGAIN',
    ]);
  });

  it('counts exchanges that were left out where nothing folds', () => {
    expect(told(called(0), request(0, 1), request(9, 8), settled(9))).to.deep.equal([
      '▶ pay is called for pay-1',
      '→ POST /pay, idempotency key#1',
      '… 6 exchanges left out here',
      '→ POST /pay, attempt 8, same key#1',
      '■ returned; its caller is told: succeeded',
    ]);
  });

  it('counts what was left out right before the last repeat too', () => {
    expect(told(...pattern(5, () => 1), request(9, 10), reply(9, 10, '401 unauthorized')).slice(-4, -1)).to.deep.equal([
      '… 6 more attempts, every 1 ms',
      '→ POST /pay, attempt 10, same key#1',
      '← 401 unauthorized',
    ]);
  });

  it('does not count exchanges that may have been of another operation', () => {
    const read = request(1, 2, { operation: 'getPay', method: 'GET' });
    expect(told(request(0, 1), read, request(9, 8)).slice(-2)).to.deep.equal([
      '… 5 exchanges left out here',
      '→ POST /pay, attempt 2, same key#1',
    ]);
  });

  it('is cut in the middle when it has no pattern', () => {
    const two = Array.from({ length: 200 }, (_, index) => request(index, index + 1, { call: index % 2 ? 'a' : 'b' }));
    const rows = timelineRows(two);
    expect(rows).to.have.length(61);
    expect(rows[40]).to.deep.equal({ mark: '…', text: '140 more lines' });
    expect(rows.at(-1)).to.include({ at: 199 });
  });
});

describe('a timeline of hostile text', () => {
  it('is plain, one line a row, of bounded length', () => {
    const evil = fc.oneof(
      fc.constantFrom(
        '\u001b[2J\u001b[31m',
        'a\nb',
        '</script>',
        '\u202eevil',
        'x'.repeat(100_000),
        '\u009b2J',
        '\ud800',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(evil, (text) => {
        const spoiled: TraceEvent[] = JSON.parse(JSON.stringify(everyTraceEvent), (key, value) =>
          typeof value === 'string' && !['event', 'kind', 'how', 'outcome'].includes(key) ? text : value,
        );
        for (const line of printTimeline(timelineRows([...spoiled, called(9, { call: 'b', operation: text })]))) {
          expect(line).to.not.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
          expect(line.length).to.be.below(700);
        }
      }),
    );
  });

  it('shows what it was', () => {
    expect(told(request(0, 1, { path: '/\u001b[31m\n' }))).to.deep.equal(['→ POST /\\x1b[31m\\n, idempotency key#1']);
  });
});
