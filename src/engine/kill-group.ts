import type { ChildProcess } from 'node:child_process';

/**
 * Whether a child leads a group of its own: what it starts belongs to it, and a signal that it sends to its group does not reach us. Windows
 * knows no groups, and would open a window.
 */
export const leadsGroup: boolean = process.platform !== 'win32';

/** Kills a child and everything that it has started; no harm where all of it has ended. */
export function killGroup(child: ChildProcess): void {
  child.kill('SIGKILL');
  if (!leadsGroup || child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
