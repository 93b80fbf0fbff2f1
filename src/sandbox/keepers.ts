/** What keeps a process from ending, by the name of its handle in `async_hooks`. Not connections: each lane sees to its own. */
const kinds: Readonly<Record<string, string>> = {
  TCPSERVERWRAP: 'a server that listens',
  PIPESERVERWRAP: 'a server that listens',
  UDPWRAP: 'an open UDP socket',
  PIPEWRAP: 'an open pipe',
  FSEVENTWRAP: 'a file watcher',
  STATWATCHER: 'a file watcher',
};

let begun: { what: string; handle: object }[] = [];

/** A handle was made. */
export function keeperBegun(type: string, handle: object): void {
  const what = kinds[type];
  if (what !== undefined) begun.push({ what, handle });
}

/** What was opened since {@link forgetKeepers}, and still keeps the process from ending, in words. */
export function keepersOpen(): string[] {
  return begun.filter(({ handle }) => isReferenced(handle)).map(({ what }) => what);
}

/** Another scenario begins. */
export function forgetKeepers(): void {
  if (begun.length > 0) begun = [];
}

/** A handle that is closed is referenced no more. */
function isReferenced(handle: object): boolean {
  return 'hasRef' in handle && typeof handle.hasRef === 'function' && handle.hasRef() === true;
}
