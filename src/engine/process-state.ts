import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';

/** What a process has one of, and every module in it shares: by the name that a reader knows it under. */
export type ProcessState = ReadonlyMap<string, unknown>;

/** Events whose listeners decide whether an error ends the process: one more is as much a change as one less. */
const deciding = ['uncaughtException', 'unhandledRejection'];

/** The state of the process as it is now. Some 70 µs, most of them for the environment. */
export function processState(): ProcessState {
  const state = new Map<string, unknown>([
    ['process.cwd()', process.cwd()],
    ['process.umask()', process.umask()],
    ['process.exitCode', process.exitCode],
    ['Error.stackTraceLimit', Error.stackTraceLimit],
    ['Error.prepareStackTrace', Error.prepareStackTrace],
    ['http.globalAgent', http.globalAgent],
    ['https.globalAgent', https.globalAgent],
    ['dns.getDefaultResultOrder()', dns.getDefaultResultOrder()],
  ]);
  for (const name of Object.keys(process.env)) state.set(`process.env.${name}`, process.env[name]);
  // The types of `process` name each event's listener apart; to an emitter they are all functions.
  const emitter: NodeJS.EventEmitter = process;
  for (const event of emitter.eventNames()) state.set(`process.on('${String(event)}')`, emitter.rawListeners(event));
  return state;
}

/** What is not as it was, by name. A listener more is nobody's harm, but for those that decide over life and death. */
export function changesOfState(before: ProcessState, now: ProcessState): string[] {
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].filter((name) => !isSame(name, before.get(name), now.get(name)));
}

function isSame(name: string, before: unknown, now: unknown): boolean {
  if (!Array.isArray(before ?? now)) return Object.is(before, now);
  const then: unknown[] = Array.isArray(before) ? before : [];
  const since: unknown[] = Array.isArray(now) ? now : [];
  const gone = then.some((listener) => !isOnce(listener) && !since.includes(listener));
  const decides = deciding.some((event) => name === `process.on('${event}')`);
  return !gone && !(decides && since.length > then.length);
}

/** What listens once is gone when it has heard: `once` wraps it. */
function isOnce(listener: unknown): boolean {
  return typeof listener === 'function' && 'listener' in listener;
}
