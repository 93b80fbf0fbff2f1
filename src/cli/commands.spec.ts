import { expect } from 'chai';
import { commands } from './commands.ts';

describe('the commands', () => {
  for (const { name, summary, load } of commands) {
    it(`${name} is what is loaded for it, and says what it does in one sentence`, async () => {
      expect((await load()).name).to.equal(name);
      expect(summary).to.match(/^[A-Z].*\.$/);
    });
  }
});
