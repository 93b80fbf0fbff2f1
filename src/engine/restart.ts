import type { PlayedCall } from '../model/case.ts';
import type { Time } from '../sandbox/play.ts';
import type { StorageBook } from './client-storage.ts';
import type { Recorder } from './recorder.ts';

/** A client that can be killed and created anew. */
export interface Restartable {
  /** What `create` made last: for the client's own functions. */
  subject: never;
  /** Calls `create`. */
  create(): Promise<never>;
  /** Settles when the present client is killed; absent where nobody kills it. */
  killed?: PromiseWithResolvers<void>;
  storage: StorageBook;
  recorder: Recorder;
  time: Time;
}

/** What a restart takes, in virtual milliseconds. */
const restartMs = 1_000;

/** Kills the client before a call, whatever it is at, and creates it anew. */
export async function restart(stage: Restartable, { id }: PlayedCall): Promise<void> {
  const { recorder, time, killed } = stage;
  recorder.restarted({ event: 'restarted', at: time.now(), call: id, killed: recorder.openCalls() });
  // First of all: what a call says because its connection breaks, nobody is left to hear.
  stage.killed = Promise.withResolvers<void>();
  killed?.resolve();
  stage.storage.restarted();
  time.kill();
  await time.sleep(restartMs);
  stage.subject = await stage.create();
}
