import type { BodyFault } from './body-fault.ts';
import { withField } from './with-field.ts';

const pollution = '{"polluted":true}';

/** Fields by which a careless merge reaches the prototype that all objects share. */
export const protoKeys: BodyFault = {
  name: 'proto-keys',
  summary: 'the body has fields named `__proto__`, `constructor` and `prototype`',
  legible: true,
  apply: (reply) =>
    [
      ['prototype', pollution],
      ['constructor', `{"prototype":${pollution}}`],
      ['__proto__', pollution],
    ].reduce((spoilt, [name = '', value = '']) => withField(spoilt, name, value), reply),
};
