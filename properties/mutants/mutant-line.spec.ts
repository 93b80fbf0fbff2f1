import { expect } from 'chai';
import { mutantLine } from './mutant-line.ts';

describe('a mutant in one line', () => {
  const lineOf = (source: string, [from, to]: [string, string], replacement: string): string => {
    const at = (index: number) => {
      const before = source.slice(0, index).split('\n');
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    };
    const location = { start: at(source.indexOf(from)), end: at(source.indexOf(to) + to.length) };
    return mutantLine(source, { status: 'Survived', replacement, location });
  };

  it('shows the line it stands in, and what becomes of it', () => {
    const source = 'one();\n  if (a && b) return c;\ntwo();\n';
    expect(lineOf(source, ['a && b', 'a && b'], 'a || b')).to.equal('if (⟨a && b → a || b⟩) return c;');
    expect(lineOf(source, ['if', 'c;'], ';')).to.equal('⟨if (a && b) return c; → ;⟩');
  });

  it('goes over several lines, and not on for ever', () => {
    const source = 'if (a) {\n  one();\n} else two();\n';
    expect(lineOf(source, ['{', '}'], '{}')).to.equal('if (a) ⟨{ one(); } → {}⟩ else two();');
    const long = `{\n${'  again();\n'.repeat(20)}}`;
    const line = lineOf(long, ['{', '}'], '{}');
    expect(line)
      .to.match(/^⟨\{ again\(\); .* … .* again\(\); \} → \{\}⟩$/)
      .and.to.have.length.below(100);
  });
});
