import { brokenOff } from './broken-off.ts';
import type { Fault } from './fault.ts';

/** The connection is closed in the middle of a body whose length was said. */
export const cut: Fault = {
  name: 'cut',
  summary: 'the connection is closed in the middle of the body',
  stage: 'transport',
  statuses: [],
  family: () => 'cut',
  apply: (reply, { at }) => brokenOff(reply, at, 'length'),
};
