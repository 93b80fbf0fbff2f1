import { expect } from 'chai';
import { ansiPaint } from './paint.ts';
import { printTimeline } from './print-timeline.ts';

describe('a printed timeline', () => {
  it('aligns times and calls', () => {
    expect(
      printTimeline([
        { at: 0, call: 'a', mark: '▶', text: 'pay is called' },
        { mark: '…', text: 'more' },
        { at: 90_061_001, call: 'follow-up', mark: '■', text: 'returned' },
      ]),
    ).to.deep.equal([
      '                 0 ms  a          ▶ pay is called',
      '                                  … more',
      '1 d 1 h 1 min 1.001 s  follow-up  ■ returned',
    ]);
    expect(printTimeline([])).to.deep.equal([]);
  });

  it('keeps to the width', () => {
    const rows = [{ at: 0, mark: '→' as const, text: 'x'.repeat(100) }];
    expect(printTimeline(rows, { width: 40 })).to.deep.equal([`      0 ms  → ${'x'.repeat(25)}…`]);
    expect(printTimeline(rows, { width: 1 })[0]).to.have.length(32);
    expect(printTimeline(rows)[0]).to.have.length(114);
  });

  it('paints only when it is told to, and a second effect in red', () => {
    const rows = [
      { at: 0, mark: '●' as const, text: 'made' },
      { at: 0, mark: '●' as const, text: 'made AGAIN', again: true as const },
      { at: 0, mark: '→' as const, text: 'POST' },
    ];
    expect(printTimeline(rows, { paint: ansiPaint })).to.deep.equal([
      '\u001b[2m      0 ms\u001b[22m  \u001b[33m● made\u001b[39m',
      '\u001b[2m      0 ms\u001b[22m  \u001b[31m● made AGAIN\u001b[39m',
      '\u001b[2m      0 ms\u001b[22m  → POST',
    ]);
    expect(printTimeline(rows).join('')).to.not.include('\u001b');
  });
});
