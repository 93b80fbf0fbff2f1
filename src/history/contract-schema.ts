import * as v from 'valibot';
import type { ContractFacts, ContractRecord, Held } from '../model/contract.ts';
import type { Entries } from './entries.ts';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
// Of nothing everything holds.
const held = { held: count, of: v.pipe(v.number(), v.integer(), v.minValue(1)) } satisfies Entries<Held>;

function noMore<T extends Held>() {
  return v.check<T, string>(({ held, of }) => held <= of, 'expected no more to hold than there are');
}

/** Against whom a contract was verified. */
const verified = {
  simulator: v.exactOptional(v.pipe(v.strictObject(held), noMore())),
  sandbox: v.exactOptional(
    v.pipe(
      v.strictObject({
        ...held,
        url: text,
        at: v.pipe(text, v.isoTimestamp('expected a time as 2026-01-31T09:00:00Z')),
        by: text,
      }),
      noMore(),
    ),
  ),
};

/** {@link ContractRecord} as it stands in a file. */
export const recordSchema = v.strictObject({
  sha256: text,
  catalogue: v.exactOptional(text),
  ...verified,
} satisfies Entries<ContractRecord>);

/** {@link ContractFacts} as they stand in an event log. */
export const contractSchema = v.strictObject({ interactions: count, ...verified } satisfies Entries<ContractFacts>);
