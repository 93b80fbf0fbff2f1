import { syncBuiltinESMExports } from 'node:module';
import { openAbortTimeoutDoor } from './abort-timeout-door.ts';
import { openRefreshDoor } from './adopted-timers.ts';
import { openChanceDoor } from './chance-door.ts';
import { openDateDoor } from './date-door.ts';
import { openFetchDoor } from './fetch-door.ts';
import { guardNames } from './guard-names.ts';
import { guardSockets } from './guard-sockets.ts';
import { openSocketTimeoutDoor } from './socket-timeout-door.ts';
import { openWebAssemblyDoor } from './system-work.ts';
import { openTimersDoor } from './timers-door.ts';
import { openTimersPromisesDoor } from './timers-promises-door.ts';

/**
 * Puts every door in its place: once a process, never taken out again. Named imports of `node:` modules, also those of before, lead
 * through the doors too.
 */
export function openDoors(): void {
  // The guard and the sockets' timeouts look at real sockets first.
  guardSockets();
  openSocketTimeoutDoor();
  guardNames();
  openRefreshDoor();
  openTimersPromisesDoor();
  openTimersDoor();
  openDateDoor();
  openAbortTimeoutDoor();
  openChanceDoor();
  openWebAssemblyDoor();
  openFetchDoor();
  syncBuiltinESMExports();
}
