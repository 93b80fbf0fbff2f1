import type { Lane } from '../model/scenario.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { changesOfState, type ProcessState, processState } from './process-state.ts';
import { changedSince, realmAsLeft, restoreRealm, snapshotRealm, unpolluted } from './realm.ts';

/** What a client shares with everything else in its process, as it was when it was looked at. */
export interface Surroundings {
  /** Takes away what pollutes every object, at once: what comes after a call has to work all the same. Told with the changes. */
  cleanse(): void;
  /**
   * What is not as it was, by name, sorted. Where nothing but scenarios runs in the process, the language is put back as it was, so that
   * the rest of the engine can go on with it.
   */
  changes(): string[];
}

let latest: ProcessState | undefined;

/** Looks around before a scenario. What its lane replaces is none of the client's doing, and is there before. */
export async function lookAround(sandbox: Sandbox, lane: Lane): Promise<Surroundings> {
  const asLeft = !(await sandbox.prepare(lane)) && sandbox.alone();
  const realm = asLeft ? realmAsLeft() : snapshotRealm();
  const state = (asLeft ? latest : undefined) ?? processState();
  const polluted: string[] = [];
  const cleanse = (): void => {
    const names = unpolluted(realm);
    for (let index = 0; index < names.length; index += 1) polluted[polluted.length] = names[index] ?? '';
  };
  return {
    cleanse,
    changes() {
      cleanse();
      const names = changedSince(realm);
      if (sandbox.alone() && names.length > 0) restoreRealm(realm);
      latest = processState();
      return [...new Set([...polluted, ...names, ...changesOfState(state, latest)])].sort();
    },
  };
}
