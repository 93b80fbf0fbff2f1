/*
 * Events that the specs of this folder build their reports from.
 */
import type { Belief } from '../model/belief.ts';
import type { ContractFacts } from '../model/contract.ts';
import type {
  CatalogueFacts,
  ClientStarted,
  ControlPlayed,
  RunEnded,
  RunStarted,
  ScenarioJudged,
} from '../model/event.ts';
import type { RowBasis } from '../model/provider.ts';
import type { Demand, Severity } from '../model/requirement.ts';
import type {
  AbortedEvent,
  CalledEvent,
  EffectEvent,
  EscapedEvent,
  RefreshedEvent,
  ReplyEvent,
  RequestEvent,
  RestartedEvent,
  SettledEvent,
  Thrown,
  TraceEvent,
} from '../model/trace.ts';
import { fail, type Verdict } from '../model/verdict.ts';

export function runStarted(more: Partial<RunStarted> = {}): RunStarted {
  return {
    type: 'run-started',
    format: 1,
    tool: { name: 'sadpath', version: '0.1.0' },
    seed: 7,
    shard: '1/1',
    startedAt: '2026-01-01T00:00:00Z',
    node: '24.0.0',
    ...more,
  };
}

export const runEnded: RunEnded = { type: 'run-ended', endedAt: '2026-01-01T00:00:09Z', elapsedMs: 9000 };

export const catalogue: CatalogueFacts = {
  title: 'Banked',
  document: 'Payment errors',
  revision: '2026-01',
  sha256: 'c0ffee',
};

/** A contract with every field that it can have: a field that the model gains breaks this file. */
export const fullContract: Required<ContractFacts> = {
  interactions: 45,
  simulator: { held: 45, of: 45 },
  sandbox: { held: 43, of: 45, url: 'https://sandbox.banked.test', at: '2026-11-20T22:15:00.000Z', by: 'ada' },
};

const inferred: Demand = { basis: { outcome: 'inferred', category: 'inferred', retry: 'inferred' } };

/** A demand with every field that it can have: a field that the model gains breaks this file. */
export const fullDemand: Required<Demand> = {
  expect: { outcome: ['failed', 'unknown'], category: ['declined'], retry: ['never'] },
  basis: { status: 'inferred', outcome: 'stated', category: 'inferred', retry: 'stated' } satisfies Required<RowBasis>,
  source: 'outside',
  force: 'advises',
  note: 'The document says both (a1).',
};

/** A client whose requirements are the ids given; one that begins with `-` is judged by hand. */
export function clientStarted(client: string, ids: string[], more: Partial<ClientStarted> = {}): ClientStarted {
  return {
    type: 'client-started',
    client,
    provider: 'banked',
    catalogue,
    requirements: ids.map((id) => {
      const name = id.replace('-', '');
      const judged = id.startsWith('-') ? 'by-hand' : 'traffic';
      return { id: name, judged, summary: `all about ${name}`, ...inferred };
    }),
    unplayed: {},
    scenarios: 0,
    ...more,
  };
}

export function control(client: string, operation: string, more: Partial<ControlPlayed> = {}): ControlPlayed {
  return { type: 'control', client, operation, lane: 'fetch', passed: true, ...more };
}

/** A scenario of `pay`, with an effect, whose caller was told that it succeeded. */
export function judged(
  client: string,
  index: number,
  requirement: string,
  verdicts: Record<string, Verdict>,
  more: Partial<Omit<ScenarioJudged, 'scenario'>> & { tape?: string } = {},
): ScenarioJudged {
  const { tape = '500 server_error', ...rest } = more;
  return {
    type: 'scenario',
    client,
    index,
    id: `s${index}`,
    scenario: {
      format: 1,
      provider: 'banked',
      requirement,
      group: 'g',
      calls: [{ id: 'a', operation: 'pay', intent: 'pay-1', start: 'first' }],
      tape,
      lane: 'auto',
    },
    operation: 'pay',
    verdicts,
    belief: { outcome: 'succeeded' },
    effects: 1,
    ...rest,
  };
}

/** A failed scenario, with evidence. */
export function failed(
  client: string,
  index: number,
  requirement: string,
  check: string,
  severity: Severity,
  more: Parameters<typeof judged>[4] & { message?: string; timeline?: TraceEvent[] } = {},
): ScenarioJudged {
  const { message = `${check} is broken`, timeline = [], ...rest } = more;
  const verdicts = { [check]: fail(severity, message) };
  return judged(client, index, requirement, verdicts, { evidence: { ledger: [], timeline }, ...rest });
}

/** Events of a trace with the fields that every one needs. */
export function called(at: number, more: Partial<CalledEvent> = {}): CalledEvent {
  return { event: 'called', at, call: 'a', operation: 'pay', ...more };
}

export function request(at: number, exchange: number, more: Partial<RequestEvent> = {}): RequestEvent {
  const event = { event: 'request', at, call: 'a', exchange, operation: 'pay', method: 'POST', path: '/pay' } as const;
  return { ...event, body: '{}', key: 'key#1', intent: 'pay-1', credentials: 'credentials#1', ...more };
}

export function reply(at: number, exchange: number, summary: string, more: Partial<ReplyEvent> = {}): ReplyEvent {
  const status = Number.parseInt(summary, 10) || 0;
  return {
    event: 'reply',
    at,
    call: 'a',
    exchange,
    status,
    summary,
    codes: [],
    kind: status < 300 ? 'ok' : 'error',
    delivered: true,
    ...more,
  };
}

export function effect(at: number, more: Partial<EffectEvent> = {}): EffectEvent {
  return { event: 'effect', at, call: 'a', kind: 'session', resource: 'session-1', intent: 'pay-1', ...more };
}

export function settled(at: number, more: Partial<SettledEvent> = {}): SettledEvent {
  return { event: 'settled', at, call: 'a', how: 'value', belief: { outcome: 'succeeded' }, ...more };
}

export const fullBelief: Required<Belief> = {
  outcome: 'failed',
  category: 'declined',
  code: 'no_funds',
  codes: ['no_funds', 'limit'],
  message: 'no',
  state: 'failed',
  reason: 'balance',
  resources: ['r-1'],
};

/** One of each event, with every field that it can have: a field that the model gains breaks this file. */
export const everyTraceEvent = [
  { event: 'called', at: 0, call: 'a', operation: 'pay' } satisfies Required<CalledEvent>,
  {
    event: 'request',
    at: 0,
    call: 'a',
    exchange: 1,
    operation: 'pay',
    method: 'POST',
    path: '/pay',
    contentType: 'application/json',
    body: '{}',
    key: 'k',
    handed: true,
    intent: 'pay-1',
    credentials: 'credentials#1',
    madeAt: -1,
  } satisfies Required<RequestEvent>,
  {
    event: 'effect',
    at: 0,
    call: 'a',
    kind: 'payment',
    resource: 'p-1',
    intent: 'pay-1',
  } satisfies Required<EffectEvent>,
  {
    event: 'reply',
    at: 0.5,
    call: 'a',
    exchange: 1,
    status: 500,
    summary: '500 server_error',
    row: 'banked/errors/server_error',
    codes: ['server_error'],
    message: 'oh',
    resources: ['p-1'],
    state: 'open',
    reasons: ['declined'],
    step: 0,
    kind: 'error',
    elsewhere: true,
    fault: 'html',
    family: 'gateway',
    replayed: true,
    retryAfter: '2',
    ambiguous: true,
    delivered: true,
  } satisfies Required<ReplyEvent>,
  { event: 'aborted', at: 1, call: 'a', exchange: 1 } satisfies Required<AbortedEvent>,
  { event: 'refreshed', at: 2, call: 'a', since: 1 } satisfies Required<RefreshedEvent>,
  { event: 'restarted', at: 2, call: 'b', killed: ['a'] } satisfies Required<RestartedEvent>,
  { event: 'escaped', at: 2, call: 'a', kind: 'rejection', message: 'oh' } satisfies Required<EscapedEvent>,
  {
    event: 'settled',
    at: 3,
    call: 'a',
    how: 'error',
    belief: fullBelief,
    thrown: {
      name: 'TypeError',
      message: 'fetch failed',
      code: 'E1',
      raw: false,
      cause: { name: 'Error', message: 'reset', code: 'ECONNRESET' },
    } satisfies Required<Thrown>,
  } satisfies Required<SettledEvent>,
] satisfies TraceEvent[];
