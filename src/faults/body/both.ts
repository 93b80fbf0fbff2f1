import type { BodyFault } from './body-fault.ts';
import { parsed, withJson } from './with-json.ts';

/** What a success would have said stands beside the error; of a field that both have, the error's is there. */
export const both: BodyFault = {
  name: 'both',
  summary: 'the fields of a success stand beside those of the error',
  legible: true,
  apply: (reply, { success = '' }) => withJson(reply, (body) => ({ ...parsed(success), ...body })),
};
