import type * as v from 'valibot';
import { plain } from './plain.ts';

/** The first thing that a schema found wrong, as "at ⟨path⟩ found ⟨value⟩, expected ⟨what⟩". */
export function explainIssues(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const where = path === '' ? '' : `at ${plain(path.replace(/^\./, ''), 120)} `;
  // A missing key is expected by its own name, which the path tells already.
  const wanted = issue.type === 'strict_object' && issue.path ? 'a value' : issue.expected;
  // The library's own messages begin with "Invalid"; one that a schema was given says it better.
  const expected = issue.message.startsWith('Invalid') ? `expected ${wanted}` : issue.message;
  return issue.expected === 'never'
    ? `${where}found a key that nothing knows`
    : `${where}found ${issue.received === 'undefined' ? 'nothing' : plain(issue.received, 80)}, ${expected}`;
}
