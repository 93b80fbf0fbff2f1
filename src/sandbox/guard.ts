import { world } from './virtual-clock.ts';

/** Told of each connection that was refused. */
export type Refused = (error: Error) => void;

let always = false;
let report: Refused = () => {};

/** From now on the guard refuses outside of scenarios too: for a child process. */
export function guardAlways(): void {
  always = true;
}

/** Whether {@link guardAlways} was called: nothing but scenarios runs in this process. */
export function guardsAlways(): boolean {
  return always;
}

/** Who is told. */
export function reportRefused(to: Refused): void {
  report = to;
}

/** Whether the guard is on. */
export function guarding(): boolean {
  return always || world.virtual;
}

/** Whether an address or a name is this machine's own. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^::ffff:/, '');
  return (
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '::1' ||
    name === '0.0.0.0' ||
    name === '::' ||
    /(^|\.)localhost\.?$/.test(name)
  );
}

/** The error of a refused connection, as the platform words it, and with `refusedBy: 'sadpath'`. Reported when it is made. */
export function refusal(door: string, syscall: string, where: string, code: 'ECONNREFUSED' | 'ENOTFOUND'): Error {
  const error = Object.assign(
    new Error(`${syscall} ${code} ${where} (refused by sadpath: ${door} may reach loopback only)`),
    {
      code,
      errno: code === 'ENOTFOUND' ? -3008 : -111,
      syscall,
      refusedBy: 'sadpath',
    },
  );
  report(error);
  return error;
}
