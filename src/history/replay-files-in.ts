import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ReplayFile, readReplayFile } from './replay-file.ts';

/** A replay file with its path. */
export interface StoredReplay {
  file: string;
  replay: ReplayFile;
}

/** The replay files of a folder, by name. What is none, or cannot be read, is passed over; a folder that is not there holds none. */
export function replayFilesIn(folder: string): StoredReplay[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = join(folder, name);
      const replay = readable(file);
      return replay ? [{ file, replay }] : [];
    });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readable(file: string): ReplayFile | undefined {
  try {
    return readReplayFile(file);
  } catch {
    return undefined;
  }
}
