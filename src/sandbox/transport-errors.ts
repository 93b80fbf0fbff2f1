/** A connection that was reset before a byte of the reply, as Node words it. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' });
}

/** A name that no server of names knows, as Node words it. */
export function nameNotFound(url: string): Error {
  const { hostname } = new URL(url);
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  });
}

/** A connection that was refused, as Node words it. The name of the host is taken to be this machine's. */
export function connectionRefused(url: string): Error {
  const { port, protocol } = new URL(url);
  const where = { address: '127.0.0.1', port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
  return Object.assign(new Error(`connect ECONNREFUSED ${where.address}:${where.port}`), {
    errno: -111,
    code: 'ECONNREFUSED',
    syscall: 'connect',
    ...where,
  });
}
