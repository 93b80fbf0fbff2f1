import { asKnownTo, attemptsOf } from '../checks/attempts.ts';
import { answered, type Exchange, exchangesOf } from '../checks/exchanges.ts';
import { isWait } from '../checks/operation-kind.ts';
import { isSuccess } from '../checks/reply-meaning.ts';
import { refreshed } from '../checks/retry-rules.ts';
import { endOf, waited } from '../checks/waits.ts';
import type { Case, PlayedCall } from '../model/case.ts';
import type { Observation, Probed } from '../model/policy.ts';
import { keyAfterRestart } from './key-after-restart.ts';
import { retryAfterForm } from './retry-after-form.ts';

/** Nobody reads more waits than these; a hot loop has thousands. */
const mostGaps = 16;

/**
 * What a scenario tells of the client's retry policy; undefined where it tells nothing: the happy path does not work, the operation waits (its
 * requests are polls), or no attempt was answered with an error or broke on its way.
 */
export function observe(played: Case): Observation | undefined {
  if (!played.control?.passed || played.broken !== undefined || isWait(played.operation)) return undefined;
  const [call, ...others] = played.scenario.calls;
  const first = played.calls.find(({ id }) => id === call?.id);
  if (first === undefined) return undefined;
  if (others.length > 0) return keysOf(played);
  const probed = probe(played, first);
  return probed && { probed };
}

function keysOf(played: Case): Observation | undefined {
  const { trace, scenario, operation } = played;
  const intents = new Set(scenario.calls.map(({ intent }) => intent));
  if (intents.size < 2) return keyAfterRestart(played);
  const owners = new Map<string, Set<string>>();
  for (const event of trace) {
    if (event.event !== 'request' || event.operation !== operation.main) continue;
    if (event.key === undefined || event.intent === undefined) continue;
    owners.set(event.key, (owners.get(event.key) ?? new Set()).add(event.intent));
  }
  const keyed = new Set([...owners.values()].flatMap((of) => [...of]));
  return keyed.size < 2 ? undefined : { keysDistinct: [...owners.values()].every(({ size }) => size === 1) };
}

function probe(played: Case, call: PlayedCall): Probed | undefined {
  const attempts = attemptsOf(played, call);
  const [first] = attempts;
  const answer = first && answerOf(played, first);
  if (!first || !answer) return undefined;
  const label = JSON.stringify(answer);
  const other = attempts.findIndex((attempt) => JSON.stringify(answerOf(played, attempt)) !== label);
  const alike = other < 0 ? attempts.length : other;
  const sent = exchangesOf(played, call).filter(({ request }) => request.operation === played.operation.main).length;
  const retryAfter = first.reply && retryAfterForm(first.reply);
  const { abortedAt } = first;
  const isRefreshed = attempts
    .slice(1, alike + 1)
    .some((after, index) => refreshed(played, { before: attempts[index] ?? first, after }));
  return {
    answer: answer.shown,
    ...(retryAfter && { retryAfter }),
    attempts: attempts.length,
    ...(sent > attempts.length && { sent }),
    ...(other < 0 && { lasts: true as const }),
    gapsMs: gapsOf(attempts.slice(0, alike + 1)),
    ...(call.settledAt !== undefined && { settledMs: Math.round(call.settledAt - call.at) }),
    ...(first.reply?.family === 'stall' &&
      abortedAt !== undefined && { timeoutMs: Math.round(abortedAt - first.request.at) }),
    ...(isRefreshed && { refreshed: true as const }),
    ...keyFacts(played, attempts),
  };
}

/** Up to the first one that nobody can tell: the attempt before was still under way, or nobody saw its end. */
function gapsOf(attempts: Exchange[]): number[] {
  const gaps: number[] = [];
  for (const [index, after] of attempts.slice(1, mostGaps + 1).entries()) {
    const attempt = attempts[index];
    const before = attempt && asKnownTo(attempt, after);
    if (!before || (before.reply === undefined && before.abortedAt === undefined)) break;
    if (before.reply?.family === 'stall' && before.abortedAt === undefined) break;
    if (endOf(before) > after.request.at) break;
    gaps.push(Math.round(waited({ before, after })));
  }
  return gaps;
}

function keyFacts({ operation }: Case, attempts: Exchange[]): Pick<Probed, 'key' | 'keyKept'> {
  const takesKey = operation.keyHeader !== undefined || operation.keyField !== undefined;
  const [first] = attempts;
  if (!takesKey || !first) return {};
  const { key, handed } = first.request;
  if (key === undefined) return { key: 'none' };
  const kept = attempts.every(({ request }) => request.key === key);
  return { key: handed ? 'handed' : 'own', ...(attempts.length > 1 && { keyKept: kept }) };
}

/** What is told of an answer, and what else tells it from others. */
interface Shown {
  shown: Probed['answer'];
  retryAfter?: string;
}

/** Faults that leave a whole reply with the status that a gateway or a server gives. */
const plainPages = ['html', 'empty'];

/** Undefined for a success, and for what says nothing of a status or a transport: spoilt bodies, redirects, codes at a strange place. */
function answerOf(played: Case, exchange: Exchange): Shown | undefined {
  if (!answered(exchange) || isSuccess(played, exchange)) return undefined;
  const { reply } = exchange;
  const { kind, status, codes, fault, family, elsewhere, retryAfter } = reply;
  const asked = retryAfter === undefined ? {} : { retryAfter };
  if (kind === 'fault') {
    switch (family) {
      case 'unreached':
      case 'network':
      case 'stall':
      case 'cut':
        return fault === undefined ? undefined : { shown: { fault } };
      case 'gateway':
      case 'refusal':
        return plainPages.includes(fault ?? '') && status >= 400
          ? { shown: { status, codes: [] }, ...asked }
          : undefined;
      // To some stacks a broken connection, to others a broken body.
      case 'mangled':
      case 'garbled':
      case 'legible':
      case undefined:
        return undefined;
    }
  }
  const isOdd = fault !== undefined || elsewhere === true || (status >= 300 && status < 400);
  if (kind !== 'error' || isOdd) return undefined;
  const known = codes.filter((code) => `${played.scenario.provider}/errors/${code}` in played.rows);
  // A code that no document lists tells of its status only.
  if (known.length === 0 && status < 400) return undefined;
  return { shown: { status, codes: known }, ...asked };
}
