import * as v from 'valibot';
import type { Belief } from '../model/belief.ts';
import type { CallResult, ClientDefinition } from '../model/client.ts';
import { explainIssues } from '../model/explain-issues.ts';
import { categories, outcomes } from '../model/outcome.ts';
import { thrownOf } from './thrown.ts';

/** Longer than this no code or message is: what comes of a huge body is not to fill the report. In characters. */
const longest = 10_000;

/** Some providers have numbers for codes, and some replies have numbers where they should have texts. */
const text = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((told) => String(told).slice(0, longest)),
);

const beliefSchema = v.strictObject({
  outcome: v.picklist(outcomes),
  category: v.optional(v.picklist(categories)),
  code: v.optional(text),
  codes: v.optional(v.array(text)),
  message: v.optional(text),
  state: v.optional(text),
  reason: v.optional(text),
  resources: v.optional(v.array(text)),
});

/** What `interpret` made of a result: a belief, nothing ("we do not recognise this"), or the reason why it made none. */
export type Interpreted = { belief?: Belief; fault?: string };

/** Asks the user's `interpret`, and takes only what is a belief from it. */
export function interpret(client: Pick<ClientDefinition, 'interpret'>, result: CallResult): Interpreted {
  let told: unknown;
  try {
    told = client.interpret(result);
  } catch (error) {
    const { name, message } = thrownOf(error);
    return { fault: `interpret threw ${name}: ${message}` };
  }
  if (told === undefined) return {};
  if (told instanceof Promise) {
    // Nobody else waits for it: its failure is no escape of the client's.
    told.catch(() => {});
    return { fault: 'interpret returned no belief: found a promise, and it has to answer at once' };
  }
  const checked = v.safeParse(beliefSchema, told);
  if (!checked.success) return { fault: `interpret returned no belief: ${explainIssues(checked.issues)}` };
  return { belief: withoutUndefined(checked.output) };
}

/** `{ code: error.code }` is natural to write; an absent code and an undefined one mean the same. */
function withoutUndefined(told: v.InferOutput<typeof beliefSchema>): Belief {
  const { outcome, ...rest } = told;
  const present = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { outcome, ...Object.fromEntries(present) };
}
