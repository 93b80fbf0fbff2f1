import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How often it is looked at, in real milliseconds. A process that does nothing else takes some 100 MB in that time. */
const everyMs = 50;

/**
 * Watches how much memory a process holds, of every kind, and tells once when that is more than so many megabytes: a heap has a limit of its
 * own, buffers have none but the machine's.
 *
 * @returns a function that ends it.
 */
export function watchMemory(pid: number, mostMb: number, swollen: () => void): () => void {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const heldMb = (await residentKb(pid)) / 1024;
    if (over) return;
    if (heldMb > mostMb) swollen();
    else timer = setTimeout(look, everyMs);
  };
  timer = setTimeout(look, everyMs);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** 0 for a process that has ended, and where the system does not tell. */
async function residentKb(pid: number): Promise<number> {
  try {
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${pid}/status`, 'latin1');
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    }
    if (process.platform === 'win32') return 0;
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout);
  } catch {
    return 0;
  }
}
