import { expect } from 'chai';
import { replaying, rig } from './rig.spec.ts';

describe('the message of an error reply', () => {
  const provider = { ...replaying, envelope: { code: '$code', 'title?': '$message' } };

  it('is told in the trace where the client can read it, and nowhere else', () => {
    expect(rig('500 internal', { provider }).create().reply.message).to.equal('About internal');
    expect(rig('500 internal', { provider, surface: 'bare' }).create().reply).to.not.have.property('message');
  });
});
