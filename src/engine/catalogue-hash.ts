import { createHash } from 'node:crypto';
import { canonical, type Json } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';

/** Names a catalogue by its content, so that results of different catalogues are never taken for each other. */
export function catalogueHash(provider: Provider): string {
  // A catalogue is plain JSON by its type; the copy drops keys that hold undefined.
  const plain: Json = JSON.parse(JSON.stringify(provider));
  return createHash('sha256').update(canonical(plain)).digest('hex');
}
