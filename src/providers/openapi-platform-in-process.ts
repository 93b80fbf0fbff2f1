import type { ErrorRow } from '../model/provider.ts';
import { advised } from './openapi-platform-basis.ts';
import { doubt } from './openapi-platform-results.ts';

/** What the four codes for something on its way have in common. */
export const inProcess = {
  expect: {
    ...doubt,
    outcome: ['pending', 'unknown', 'retryable'],
    category: ['pending', 'unknown', 'conflict'],
  },
  basis: advised,
  note: 'The table says to ask for the status, the sample to send it again (a4); under the same request id both are safe.',
} satisfies Partial<ErrorRow>;
