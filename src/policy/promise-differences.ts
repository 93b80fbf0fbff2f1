import type { RetryPromise } from '../model/client.ts';
import type { PolicyCard } from '../model/policy.ts';
import { promisedWait } from '../model/promised-wait.ts';
import { count, span } from './words.ts';

/** Clocks and timers round. In milliseconds. */
const toleranceMs = 1;

/**
 * Where a policy is not as promised, in words, the gravest first. What was not played, or is not promised, differs from nothing. These are
 * no findings: what is safe to retry, and which bounds oblige, the checks know.
 */
export function promiseDifferences(card: Omit<PolicyCard, 'differences'>): string[] {
  const { promised } = card;
  if (promised === undefined) return [];
  const promise: RetryPromise = promised === false ? { attempts: 1 } : promised;
  return [
    ...attemptsDiffer(card, promise),
    ...answersDiffer(card, promise),
    ...waitsDiffer(card, promise),
    ...retryAfterDiffers(card, promise),
    ...deadlineDiffers(card, promise),
  ];
}

type Seen = Omit<PolicyCard, 'differences'>;

function attemptsDiffer({ attempts }: Seen, promise: RetryPromise): string[] {
  if (attempts === undefined || attempts === promise.attempts) return [];
  return [`promises ${count(promise.attempts, 'attempt')}, makes ${attempts}`];
}

function answersDiffer({ retries: { statuses, codes, transport } }: Seen, { on, attempts }: RetryPromise): string[] {
  if (!on || attempts < 2) return [];
  const named = (on.statuses ?? []).map(String);
  const missed = [
    ...statuses.notRetried.filter((status) => named.includes(status)),
    ...codes.notRetried.filter((code) => on.codes?.includes(code)),
    ...(on.transport ? transport.notRetried : []),
  ];
  // A code that is promised may come under any status.
  const others = [
    ...(on.statuses && !on.codes ? statuses.retried.filter((status) => !named.includes(status)) : []),
    ...(on.transport === false ? transport.retried : []),
  ];
  return [
    ...(missed.length > 0 ? [`promises to retry ${missed.join(', ')}, does not`] : []),
    ...(others.length > 0 ? [`retries ${others.join(', ')}, promises not to`] : []),
  ];
}

function waitsDiffer({ gaps }: Seen, promise: RetryPromise): string[] {
  return gaps.flatMap(({ from, to }, index) => {
    const wait = promisedWait(promise, index);
    if (!wait || (from >= wait.least - toleranceMs && to <= wait.most + toleranceMs)) return [];
    return [`promises to wait ${span(wait.least, wait.most)} before retry ${index + 1}, waits ${span(from, to)}`];
  });
}

function retryAfterDiffers({ retryAfter }: Seen, promise: RetryPromise): string[] {
  if (promise.retryAfter === undefined) return [];
  // Under which status each came the card does not tell.
  if (typeof promise.retryAfter === 'object' && promise.retryAfter.statuses) return [];
  const asking = retryAfter.filter(({ askedMs }) => askedMs !== undefined);
  const honoured = asking.filter(({ does }) => does === 'honoured').map(({ form }) => form);
  const ignored = asking.filter(({ does }) => does === 'ignored' || does === 'at once').map(({ form }) => form);
  const forms = (list: string[]): string => [...new Set(list)].join(', ');
  if (promise.retryAfter === false) {
    return honoured.length > 0 ? [`promises to ignore Retry-After, honours it (${forms(honoured)})`] : [];
  }
  return ignored.length > 0 ? [`promises to honour Retry-After, ignores it (${forms(ignored)})`] : [];
}

function deadlineDiffers({ deadlineMs, endless }: Seen, promise: RetryPromise): string[] {
  const promisedMs = promise.deadlineMs;
  if (promisedMs === undefined) return [];
  if (endless.length > 0) return [`promises an end within ${span(promisedMs)}, has none after ${endless.join(', ')}`];
  if (deadlineMs === undefined || deadlineMs <= promisedMs + toleranceMs) return [];
  return [`promises an end within ${span(promisedMs)}, takes ${span(deadlineMs)}`];
}
