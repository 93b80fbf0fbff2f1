import type { Json } from '../../model/json.ts';
import type { BodyFault } from './body-fault.ts';
import { eachLeaf, parsed } from './with-json.ts';

/** Every key comes twice, and means what it says the second time, as for JSON.parse; RFC 8259, 4, promises nothing of the kind. */
export const duplicateKeys: BodyFault = {
  name: 'duplicate-keys',
  summary: 'each key of the body comes twice, with another value first',
  legible: true,
  apply(reply) {
    const body = parsed(reply.body);
    if (!body || Object.keys(body).length === 0) return reply;
    const wrong = JSON.stringify(eachLeaf(body, otherThan));
    return { ...reply, body: `${wrong.slice(0, -1)},${JSON.stringify(body).slice(1)}` };
  },
};

function otherThan(leaf: null | boolean | number | string): Json {
  if (typeof leaf === 'string') return `not-${leaf}`;
  if (typeof leaf === 'number') return leaf + 1;
  return typeof leaf === 'boolean' ? !leaf : false;
}
