import type { Case, Leak } from '../model/case.ts';
import { type Check, fail, pass, type Verdict } from '../model/verdict.ts';

/** No credential shows in what a client hands out, or goes to somebody else. */
export const secretKept: Check = {
  id: 'secret.kept',
  demands: 'No credential shows in a message, a stack, the console or a returned value, or goes to another origin.',
  judge: judgeKept,
};

const places: Record<Leak['where'], { severity: 'must' | 'should'; words: string }> = {
  message: { severity: 'must', words: "the error's message" },
  stack: { severity: 'must', words: "the error's stack" },
  console: { severity: 'must', words: 'what it printed' },
  value: { severity: 'must', words: 'what it returned' },
  // Nobody sees these without looking; whoever logs an error whole does.
  properties: { severity: 'should', words: 'the properties of what it handed out' },
  cause: { severity: 'should', words: "the error's cause" },
  elsewhere: { severity: 'must', words: 'a request that it sent to another origin itself' },
  followed: { severity: 'should', words: 'a request to another origin, where its platform followed a redirect' },
};

function judgeKept({ leaks }: Case): Verdict {
  const worst = leaks.find(({ where }) => places[where].severity === 'must') ?? leaks[0];
  if (!worst) return pass;
  const { severity, words } = places[worst.where];
  return fail(severity, `the credential \`${worst.credential}\` shows in ${words}`);
}
