import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { conformance, play } from 'sadpath';
import { client } from '../sadpath.js';

// One test for each error that the provider documents.
conformance(client, { runner: { describe, it, after } });

describe('a payment that was lost on its way', () => {
  it('is made once', async () => {
    const { attempts, effects } = await play(client, 'createPaymentSession', 'reset after-commit, ok');
    assert.deepEqual([attempts, effects.length], [2, 1]);
  });
});

describe('the other tests of this file', () => {
  it('keep their real clock', () => assert.ok(new Date().getFullYear() < 2030));
});
