import type { Provider } from '../model/provider.ts';

/** Says, for a person, that no operation takes a request, and which one comes nearest. */
export function nearestRoute(provider: Pick<Provider, 'id' | 'operations'>, method: string, url: string): string {
  const path = pathOf(url);
  const ranked = Object.entries(provider.operations)
    .map(([name, operation]) => ({ name, operation, score: likeness(method, path, operation) }))
    .sort((a, b) => b.score - a.score);
  const [nearest] = ranked;
  const hint = nearest ? `; the nearest is ${nearest.name}, ${nearest.operation.method} ${nearest.operation.path}` : '';
  return `no operation of ${provider.id} takes ${method} ${url.replace(/[?#].*$/s, '')}${hint}`;
}

function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/s, '');
}

/** Segments in common count most, then the method, then how far the text agrees. */
function likeness(method: string, path: string, operation: { method: string; path: string }): number {
  const ours = path.split('/');
  const theirs = operation.path.split('/');
  const common = theirs.filter((part, index) => part === ours[index] || (part.startsWith('{') && ours[index])).length;
  const extra = Math.abs(ours.length - theirs.length);
  return common - extra + (method === operation.method ? 0.5 : 0) + agreement(path, operation.path) / 1000;
}

function agreement(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length, 400) && a[length] === b[length]) length++;
  return length;
}
