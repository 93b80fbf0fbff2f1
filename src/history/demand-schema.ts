import * as v from 'valibot';
import { categories, outcomes, retryRules } from '../model/outcome.ts';
import type { Expectation, RowBasis } from '../model/provider.ts';
import type { Demand } from '../model/requirement.ts';
import type { Entries } from './entries.ts';

const basis = v.picklist(['stated', 'inferred']);

/** The fields of a {@link Demand}. */
export const demandEntries = {
  expect: v.exactOptional(
    v.strictObject({
      outcome: v.array(v.picklist(outcomes)),
      category: v.array(v.picklist(categories)),
      retry: v.array(v.picklist(retryRules)),
    } satisfies Entries<Expectation>),
  ),
  basis: v.strictObject({
    status: v.exactOptional(basis),
    outcome: basis,
    category: basis,
    retry: basis,
  } satisfies Entries<RowBasis>),
  source: v.exactOptional(v.literal('outside')),
  force: v.exactOptional(v.literal('advises')),
  note: v.exactOptional(v.string()),
} satisfies Entries<Demand>;
