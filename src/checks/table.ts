import type { Check } from '../model/verdict.ts';
import { classifyCategory } from './classify-category.ts';
import { classifyCode } from './classify-code.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { classifyRecognised } from './classify-recognised.ts';
import { classifyUnknown } from './classify-unknown.ts';
import { moneyBelief } from './money-belief.ts';
import { moneyOnce } from './money-once.ts';
import { partialKept } from './partial-kept.ts';
import { retryBackoff } from './retry-backoff.ts';
import { retryBody } from './retry-body.ts';
import { retryBudget } from './retry-budget.ts';
import { retryKey } from './retry-key.ts';
import { retryMust } from './retry-must.ts';
import { retryNever } from './retry-never.ts';
import { robustSettles } from './robust-settles.ts';

/** Every check, in the order in which reports name them. */
export const checks: readonly Check[] = [
  moneyOnce,
  moneyBelief,
  classifyOutcome,
  classifyCategory,
  classifyCode,
  classifyUnknown,
  classifyRecognised,
  retryNever,
  retryMust,
  retryBudget,
  retryBackoff,
  retryKey,
  retryBody,
  partialKept,
  robustSettles,
];
