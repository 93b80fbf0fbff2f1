import type { Socket } from 'node:net';

const written = new Set<Socket>();

/** A socket was written to in a scenario. */
export function noteMocked(socket: Socket): void {
  written.add(socket);
}

/**
 * Gives back to the system what MSW does not: a socket that it has answered keeps its handle, and a secure one its session, when it is
 * destroyed. In a long run they are thousands. What a client keeps open across scenarios stays as it is.
 */
export function closeMocked(): void {
  for (const socket of written) {
    if (!socket.destroyed) continue;
    written.delete(socket);
    const handle: unknown = Reflect.get(socket, '_handle');
    if (typeof handle === 'object' && handle !== null && 'close' in handle && typeof handle.close === 'function') {
      handle.close();
    }
  }
}
