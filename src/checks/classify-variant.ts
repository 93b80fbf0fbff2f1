import type { Belief } from '../model/belief.ts';
import type { Case } from '../model/case.ts';
import { severityOf } from '../model/requirement.ts';
import { type Check, fail, inconclusive, notApplicable, pass, type Verdict } from '../model/verdict.ts';

/** An optional field more or less changes nothing of what a reply means. */
export const classifyVariant: Check = {
  id: 'classify.variant',
  demands: 'What the client tells is the same for every surface of one reply.',
  judge: judgeVariant,
};

const compared = ['outcome', 'category', 'code', 'state'] as const satisfies (keyof Belief)[];

function judgeVariant(played: Case): Verdict {
  const { siblings, requirement, tells } = played;
  if (siblings.length === 0) return notApplicable('the reply has no other surface');
  const told = beliefOf(played);
  const others = siblings.map(beliefOf);
  if (!told || others.some((other) => !other)) return inconclusive('one of the surfaces was told nothing of');
  for (const [index, other] of others.entries()) {
    const field = compared.find((name) => tells.includes(name) && other?.[name] !== told[name]);
    if (field === undefined) continue;
    const [mine, theirs] = [played, siblings[index]].map((one) => one?.scenario.variant ?? 'full');
    const severity = field === 'outcome' && requirement ? severityOf(requirement, 'outcome') : 'should';
    return fail(
      severity,
      `told the ${field} \`${told[field]}\` for a reply ${surfaces[mine ?? 'full']}, and \`${other?.[field]}\` for the same reply ${surfaces[theirs ?? 'full']}`,
    );
  }
  return pass;
}

const surfaces = { full: 'with its optional fields', bare: 'without its optional fields' } as const;

function beliefOf({ calls }: Case): Belief | undefined {
  return calls[0]?.belief;
}
