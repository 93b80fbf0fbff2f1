import type { Case } from '../model/case.ts';
import type { ClientDefinition } from '../model/client.ts';
import type { Time } from '../sandbox/play.ts';
import { thrownOf } from './thrown.ts';

/** How long `dispose` is waited for, in virtual milliseconds. */
const patienceMs = 3_600_000;

/** What requests are filed under that are sent while the client is disposed of. */
export const disposeCall = 'dispose';

/** Disposes of a client, and tells how that went. Never rejects, and always ends. */
export async function disposeOf(client: ClientDefinition, subject: never, time: Time): Promise<Case['disposal']> {
  if (!client.dispose) return undefined;
  const from = time.now();
  const ended = async (): Promise<Case['disposal']> => {
    try {
      await client.dispose?.(subject);
      return { from, to: time.now() };
    } catch (error) {
      const { name, message } = thrownOf(error);
      return { from, to: time.now(), threw: `${name}: ${message}` };
    }
  };
  const givenUp = async (): Promise<Case['disposal']> => {
    await time.sleep(patienceMs);
    return { from };
  };
  return Promise.race([time.withCall(disposeCall, ended), givenUp()]);
}
