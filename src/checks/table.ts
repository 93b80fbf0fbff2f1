import type { Check } from '../model/verdict.ts';
import { asyncBounded } from './async-bounded.ts';
import { asyncFinal } from './async-final.ts';
import { asyncNoResend } from './async-no-resend.ts';
import { asyncPaced } from './async-paced.ts';
import { asyncReason } from './async-reason.ts';
import { asyncSteady } from './async-steady.ts';
import { asyncSurvives } from './async-survives.ts';
import { classifyCategory } from './classify-category.ts';
import { classifyCode } from './classify-code.ts';
import { classifyOutcome } from './classify-outcome.ts';
import { classifyRecognised } from './classify-recognised.ts';
import { classifyUnknown } from './classify-unknown.ts';
import { classifyVariant } from './classify-variant.ts';
import { moneyBelief } from './money-belief.ts';
import { moneyOnce } from './money-once.ts';
import { moneyResend } from './money-resend.ts';
import { partialKept } from './partial-kept.ts';
import { retryAfter } from './retry-after.ts';
import { retryBackoff } from './retry-backoff.ts';
import { retryBody } from './retry-body.ts';
import { retryBudget } from './retry-budget.ts';
import { retryFresh } from './retry-fresh.ts';
import { retryKey } from './retry-key.ts';
import { retryMust } from './retry-must.ts';
import { retryNever } from './retry-never.ts';
import { retryRefresh } from './retry-refresh.ts';
import { robustBounded } from './robust-bounded.ts';
import { robustContained } from './robust-contained.ts';
import { robustSettles } from './robust-settles.ts';
import { secretKept } from './secret-kept.ts';
import { webhookAnswer } from './webhook-answer.ts';
import { webhookAuthentic } from './webhook-authentic.ts';
import { webhookOnce } from './webhook-once.ts';

/** Every check, in the order in which reports name them. */
export const checks: readonly Check[] = [
  moneyOnce,
  moneyBelief,
  moneyResend,
  classifyOutcome,
  classifyCategory,
  classifyCode,
  classifyUnknown,
  classifyRecognised,
  classifyVariant,
  retryNever,
  retryMust,
  retryBudget,
  retryBackoff,
  retryAfter,
  retryKey,
  retryBody,
  retryFresh,
  retryRefresh,
  asyncFinal,
  asyncSteady,
  asyncBounded,
  asyncPaced,
  asyncSurvives,
  asyncReason,
  asyncNoResend,
  webhookAuthentic,
  webhookOnce,
  webhookAnswer,
  partialKept,
  robustSettles,
  robustContained,
  robustBounded,
  secretKept,
];
