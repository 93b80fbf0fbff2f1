import type { Journey, Meaning, State } from '../model/journey.ts';
import type { Provider } from '../model/provider.ts';
import { noPaint, type Paint, type Style } from '../report/paint.ts';
import { wrap } from '../report/wrap.ts';
import { shortestPath } from '../scenarios/paths.ts';
import { entryLines } from './entry-lines.ts';

const meanings: Record<Meaning, { text: string; style: Style }> = {
  open: { text: 'open', style: 'yellow' },
  happened: { text: 'final: it happened', style: 'green' },
  failed: { text: 'final: it came to nothing', style: 'red' },
};

/** Where a state is known from, and what that says. */
const origins = {
  document: 'The document names the state.',
  elsewhere: 'The document does not name the state; it is known from other pages, or had to be assumed.',
};

/**
 * The state machines of a provider for a person, in lines of at most `width` characters (a name that is longer stays whole): every
 * state with what it means for the money, what may follow and what comes with it, then the way to success and the pace of polls.
 */
export function journeyText(provider: Provider, width: number, paint: Paint = noPaint): string {
  const { title, source, journeys } = provider;
  const all = Object.values(journeys);
  const none = `${title} has no states to wait for: what a reply says is final.`;
  const blocks = [
    wrap(`${title}, from "${source.title}" (${source.revision})`, width),
    ...(all.length === 0 ? [wrap(none, width)] : []),
    ...all.flatMap((journey) => journeyBlocks(journey, width, paint)),
    ...(all.length === 0 ? [] : [originLines(all, width)]),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/**
 * The states as a wait meets them: the initial one first, the others by how many steps lead there, final ones last. A state that no
 * step leads to is there as well, behind those of its kind.
 */
export function statesInOrder({ initial, states, transitions }: Journey): string[] {
  const reached = [initial];
  for (const state of reached) {
    reached.push(...(transitions[state] ?? []).filter((next) => !reached.includes(next)));
  }
  const known = [...new Set([...reached, ...Object.keys(states)])];
  const [first, ...others] = known;
  const ranks: Meaning[] = ['open', 'happened', 'failed'];
  return [first ?? initial, ...ranks.flatMap((rank) => others.filter((state) => states[state]?.meaning === rank))];
}

function journeyBlocks(journey: Journey, width: number, paint: Paint): string[][] {
  const { resource, field, states } = journey;
  return [
    wrap(`How ${resource} comes to its end, by its field "${field}"`, width).map((line) => paint('bold', line)),
    ...statesInOrder(journey).flatMap((name) => {
      const state = states[name];
      return state ? [stateLines(journey, { name, state }, width, paint)] : [];
    }),
    [wayTo(journey), paceOf(journey)].flatMap((text) => wrap(text, width - 2).map((line) => `  ${line}`)),
  ];
}

function stateLines(
  journey: Journey,
  { name, state }: { name: string; state: State },
  width: number,
  paint: Paint,
): string[] {
  const { text, style } = meanings[state.meaning];
  const next = journey.transitions[name] ?? [];
  const fields = fieldsOf(state);
  return [
    `  ${paint('bold', name)}`,
    ...wrap(state.summary, width - 4).map((line) => `    ${line}`),
    ...entry('means', text, width).map((line) => line.replace(text, paint(style, text))),
    ...(next.length > 0 ? entry('next', next.join(', '), width) : []),
    ...(fields.length > 0 ? entry('with', fields.join(', '), width) : []),
    ...entry('known', originOf(state) === 'document' ? 'from the document' : 'from elsewhere', width),
  ];
}

function entry(label: string, text: string, width: number): string[] {
  return entryLines(label, text, { indent: 4, label: 5, width });
}

/** Names of the fields, each once: a state may show one value after another. */
function fieldsOf({ fields = {} }: State): string[] {
  return [...new Set([fields].flat().flatMap((shown) => Object.keys(shown)))];
}

function originOf({ source }: State): keyof typeof origins {
  return source === 'outside' ? 'elsewhere' : 'document';
}

function wayTo(journey: Journey): string {
  const { initial, states } = journey;
  if (states[initial]?.meaning === 'happened')
    return 'It has happened from the beginning: there is nothing to wait for.';
  const path = shortestPath(journey, 'happened');
  return path ? `The shortest way to success: ${[initial, ...path].join(' → ')}.` : 'No way to success is known.';
}

function paceOf({ pollEveryMs }: Journey): string {
  return pollEveryMs === undefined
    ? 'No interval between polls is documented.'
    : `The provider asks for at least ${pollEveryMs / 1_000} s between polls.`;
}

/** What the words about origins mean, each only where it is used. */
function originLines(journeys: Journey[], width: number): string[] {
  const used = new Set(journeys.flatMap(({ states }) => Object.values(states).map(originOf)));
  const words = (['document', 'elsewhere'] as const).filter((origin) => used.has(origin));
  return ['known', ...words.flatMap((word) => entryLines(word, origins[word], { indent: 2, label: 9, width }))];
}
