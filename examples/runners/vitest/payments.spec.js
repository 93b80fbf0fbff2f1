import { conformance, play } from 'sadpath';
import { afterAll, describe, expect, it } from 'vitest';
import { client } from '../sadpath.js';

// One test for each error that the provider documents.
conformance(client, { runner: { describe, it, afterAll } });

// The same, in child processes.
await conformance(new URL('../sadpath.config.js', import.meta.url), {
  runner: { describe, it, afterAll },
  only: ['banked/states', 'banked/errors/internal'],
});

describe('a payment that was lost on its way', () => {
  it('is made once', async () => {
    const played = await play(client, 'createPaymentSession', 'reset after-commit, ok');
    expect(played.effects).toHaveLength(1);
    expect(played.attempts).toBe(2);
  });
});

describe('the other tests of this file', () => {
  it('keep their real clock', () => expect(new Date().getFullYear()).toBeLessThan(2030));
});
