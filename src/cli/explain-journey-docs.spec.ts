import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checks } from '../checks/table.ts';
import type { Journey } from '../model/journey.ts';
import { journeyFacts } from '../scenarios/journey-facts.ts';
import { statesInOrder } from './explain-journey.ts';
import { builtIn } from './providers.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/async.md'), 'utf8');

/** A state machine as GitHub draws it, from one end to the other; a reader sees at once which states are final, and how. */
function pictureOf(journey: Journey): string {
  const { initial, states, transitions } = journey;
  const order = statesInOrder(journey);
  const drawn = order.flatMap((state) => {
    const meaning = states[state]?.meaning ?? 'open';
    const steps = (transitions[state] ?? []).map((next) => `  ${state} --> ${next}`);
    return meaning === 'open'
      ? steps
      : [...steps, `  ${state} --> [*]`, `  class ${state} ${meaning === 'happened' ? 'green' : 'red'}`];
  });
  return [
    'stateDiagram-v2',
    '  classDef green fill:#1a7f37,color:#fff',
    '  classDef red fill:#cf222e,color:#fff',
    `  [*] --> ${initial}`,
    ...drawn,
    '',
  ].join('\n');
}

/** Journeys that lead anywhere. */
const drawn = builtIn.flatMap(({ id, journeys }) =>
  Object.values(journeys)
    .filter(({ transitions }) => Object.keys(transitions).length > 0)
    .map((journey) => ({ heading: `${id}: ${journey.resource}, \`${journey.field}\``, picture: pictureOf(journey) })),
);

describe('the page about waiting', () => {
  for (const { heading, picture } of drawn) {
    it(`draws ${heading} as the catalogue has it`, () => {
      const after = page.split(`### ${heading}\n\n`)[1] ?? '';
      expect(/^```mermaid\n([\s\S]*?)^```$/m.exec(after)?.[1], `write under "### ${heading}":\n${picture}`).to.equal(
        picture,
      );
    });
  }

  it('draws nothing else', () => {
    expect(page.match(/^```mermaid$/gm)).to.have.lengthOf(drawn.length);
    expect(drawn).to.have.lengthOf.at.least(5);
  });

  it('names what is played to a client that waits, each as it is told', () => {
    const rows = [...page.matchAll(/^\| `wire\/([^`]+)` \| (.+?) \| .+ \|$/gm)].map(([, name, text]) => [name, text]);
    expect(rows).to.deep.equal(journeyFacts.map(({ name, summary }) => [name, summary]));
  });

  it('names what is demanded of it, each as its check says', () => {
    const rows = page.match(/^\| \[async\..*$/gm);
    const asked = checks.filter(({ id }) => id.startsWith('async.'));
    expect(rows).to.deep.equal(asked.map(({ id, demands }) => `| [${id}](rules/${id}.md) | ${demands} |`));
  });
});

describe('the picture of a machine', () => {
  it('has its beginning, each step, and each end with what it means', () => {
    const states = {
      open: { summary: 'So.', meaning: 'open' },
      no: { summary: 'So.', meaning: 'failed' },
      yes: { summary: 'So.', meaning: 'happened' },
    } as const;
    const journey: Journey = {
      resource: 'a thing',
      field: 'state',
      initial: 'open',
      states,
      transitions: { open: ['no', 'yes'] },
    };
    expect(pictureOf(journey).split('\n').slice(3)).to.deep.equal([
      '  [*] --> open',
      '  open --> no',
      '  open --> yes',
      '  yes --> [*]',
      '  class yes green',
      '  no --> [*]',
      '  class no red',
      '',
    ]);
  });
});
