import { brokenOff } from './broken-off.ts';
import type { Fault } from './fault.ts';
import { garbledUnder } from './garbled-under.ts';

/** A body that ends where the connection does, and that ends early: nothing but the body itself tells. */
export const cutUnframed: Fault = {
  name: 'cut-unframed',
  summary: 'the connection is closed in the middle of a body whose length nobody said',
  stage: 'transport',
  statuses: [],
  family: garbledUnder,
  apply: (reply, { at }) => brokenOff(reply, at, 'close'),
};
