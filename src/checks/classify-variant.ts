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
  const others = siblings.flatMap((one) => {
    const belief = beliefOf(one);
    return belief ? [{ belief, surface: surfaceOf(one) }] : [];
  });
  if (!told || others.length < siblings.length) return inconclusive('one of the surfaces was told nothing of');
  for (const { belief, surface } of others) {
    const field = compared.find((name) => tells.includes(name) && belief[name] !== told[name]);
    if (field === undefined) continue;
    const severity = field === 'outcome' && requirement ? severityOf(requirement, 'outcome') : 'should';
    return fail(
      severity,
      `told the ${field} \`${told[field]}\` for a reply ${surfaceOf(played)}, and \`${belief[field]}\` for the same reply ${surface}`,
    );
  }
  return pass;
}

function surfaceOf({ scenario }: Case): string {
  return scenario.variant === 'bare' ? 'without its optional fields' : 'with its optional fields';
}

function beliefOf({ calls }: Case): Belief | undefined {
  return calls[0]?.belief;
}
