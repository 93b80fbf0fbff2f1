import type { BodyFault } from './body-fault.ts';
import { bom } from './bom.ts';

/** Every way to spoil a body, by its name in a tape. */
export const bodyFaults: Readonly<Record<string, BodyFault>> = Object.fromEntries(
  [bom].map((fault) => [fault.name, fault]),
);
