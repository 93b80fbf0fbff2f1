import type { Fault } from './fault.ts';
import { garbledUnder } from './garbled-under.ts';

/** What says that it is JSON, and is not what any document describes: `null`, a list, a word, half an object. */
export const json: Fault = {
  name: 'json',
  summary: 'a body that says it is JSON and has no documented shape',
  stage: 'transport',
  statuses: [200, 201, 400, 402, 404, 409, 422, 500],
  takesText: true,
  family: garbledUnder,
  apply: (_reply, { status = 200, text = 'null' }) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: text,
  }),
};
