import { brokenOff } from './broken-off.ts';
import type { Fault } from './fault.ts';

/** The connection is closed before the last chunk of a body (RFC 9112, 7.1): that it broke off can be told. */
export const cutChunked: Fault = {
  name: 'cut-chunked',
  summary: 'the connection is closed in the middle of a chunked body',
  stage: 'transport',
  statuses: [],
  family: () => 'cut',
  apply: (reply, { at }) => brokenOff(reply, at, 'chunked'),
};
