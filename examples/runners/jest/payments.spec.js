import { conformance } from 'sadpath';

// Jest gives each file a world of its own, so the client is played in child processes: one test for each documented error.
await conformance(new URL('../sadpath.config.js', import.meta.url));

describe('the other tests of this file', () => {
  it('keep their real clock', () => expect(new Date().getFullYear()).toBeLessThan(2030));
});
