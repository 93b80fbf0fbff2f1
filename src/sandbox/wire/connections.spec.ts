import { expect } from 'chai';
import { accepted, type Connection, serverGone, track, wiresAtRest } from './connections.ts';

let port = 70_000;

/** Both ends of a connection as the kernel counts them, without a kernel: no port is as high as these. */
function pair() {
  port += 1;
  const here = port;
  const calls: string[] = [];
  const end = () => ({
    bytesRead: 0,
    bytesWritten: 0,
    reading: true,
    getsockname: (out: { port?: number }) => {
      out.port = here;
      return 0;
    },
    close: () => void calls.push('close'),
    reset: () => calls.push('reset'),
  });
  const client = end();
  const server = end();
  const request = { oncomplete: () => void calls.push('connected') };
  track(client, request);
  const accept = (): Connection => {
    const connection = accepted(here, server);
    if (!connection) throw new Error('nobody connects from there');
    return connection;
  };
  return { client, server, request, accept, calls };
}

/** How often it says no before it says that all is at rest; at most so many. */
function turnsUntilRest(most = 10_000): number {
  for (let turns = 0; turns < most; turns += 1) if (wiresAtRest()) return turns;
  return most;
}

describe('whether bytes are on their way', () => {
  it('is no where there is no connection', () => {
    expect(wiresAtRest()).to.equal(true);
  });

  it('is yes until both ends know of the connection, and then for what one has sent and the other has not read', () => {
    const { client, server, request, accept, calls } = pair();
    expect(wiresAtRest()).to.equal(false);
    const connection = accept();
    expect(wiresAtRest(), 'the client waits for its callback').to.equal(false);
    request.oncomplete();
    expect(wiresAtRest()).to.equal(true);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.bytesWritten += 10;
      expect(wiresAtRest()).to.equal(false);
      to.bytesRead += 9;
      expect(wiresAtRest()).to.equal(false);
      to.bytesRead += 1;
      expect(wiresAtRest()).to.equal(true);
    }
    client.close();
    serverGone(connection);
    expect(calls, 'nothing is kept from the platform').to.deep.equal(['connected', 'close']);
  });

  it('is no for what the client does not care to read', () => {
    const { client, server, request, accept } = pair();
    const connection = accept();
    request.oncomplete();
    server.bytesWritten = 5;
    client.reading = false;
    expect(wiresAtRest()).to.equal(true);
    client.reading = true;
    expect(wiresAtRest()).to.equal(false);
    client.close();
    serverGone(connection);
  });

  it('is no some turns after one end has closed, and forgotten when both have', () => {
    const { client, request, accept } = pair();
    const connection = accept();
    request.oncomplete();
    client.reset();
    expect(turnsUntilRest()).to.be.within(10, 100);
    serverGone(connection);
    expect(wiresAtRest()).to.equal(true);
  });

  it('is no some turns after the server has said that nothing more comes', () => {
    const { client, request, accept } = pair();
    const connection = accept();
    request.oncomplete();
    connection.serverEnded = true;
    expect(turnsUntilRest()).to.be.within(10, 100);
    client.close();
    serverGone(connection);
  });

  it('is no in the end for bytes that never arrive: a run goes on', () => {
    const { client, request, accept } = pair();
    const connection = accept();
    request.oncomplete();
    client.bytesWritten = 10;
    expect(turnsUntilRest()).to.be.within(1_000, 9_999);
    client.bytesWritten += 1;
    expect(wiresAtRest(), 'counted anew with each byte').to.equal(false);
    client.close();
    serverGone(connection);
  });
});
