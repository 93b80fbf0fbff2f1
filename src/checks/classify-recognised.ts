import type { PlayedCall } from '../model/case.ts';
import { plain } from '../model/plain.ts';
import type { Thrown } from '../model/trace.ts';
import { type Check, fail, notApplicable, pass, type Verdict } from '../model/verdict.ts';
import { everyCall } from './each-call.ts';

/** What came out was meant to come out: no accident of the client's own, and somebody can read it. */
export const classifyRecognised: Check = {
  id: 'classify.recognised',
  demands:
    'What comes out is no raw TypeError, SyntaxError, ReferenceError or RangeError of the client, and is recognised.',
  judge: (played) => everyCall(played, judgeRecognised),
};

function judgeRecognised({ how, belief, thrown }: PlayedCall): Verdict {
  if (how === 'never') return notApplicable('the call never settled: robust.settles judges it');
  const what = thrown ? `${thrown.name}: ${plain(thrown.message, 120)}` : 'what the call returned';
  if (!belief) return fail('must', `nothing told the caller what happened: interpret does not recognise ${what}`);
  if (thrown?.raw && !fromPlatform(thrown)) return fail('should', `let a raw error of its own out: ${what}`);
  return pass;
}

/** fetch throws a TypeError on purpose when the network fails; undici and browsers word it differently. */
function fromPlatform({ name, message, code, cause }: Thrown): boolean {
  if (name !== 'TypeError') return false;
  return (
    cause?.code !== undefined ||
    /^(fetch failed|failed to fetch|terminated)$/i.test(message) ||
    code?.startsWith('UND_') === true
  );
}
