import { expect } from 'chai';
import type { ReplyContent, WireReply, WireRequest } from '../model/reply.ts';
import { withLastWord } from './with-last-word.ts';

const request: WireRequest = { method: 'POST', url: 'https://x.test/pay', headers: {}, body: 'out' };
const wire: WireReply = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };

function lastWord(reply?: (reply: ReplyContent, request: WireRequest) => ReplyContent, given = wire): WireReply {
  return withLastWord({ name: 'ours', ...(reply && { reply }) }, given, request);
}

describe('the last word on a reply', () => {
  it('is the simulator’s where the definition says nothing', () => {
    expect(lastWord()).to.equal(wire);
  });

  it('is the definition’s: what it adds is sent, its names in lower case', () => {
    const signed = lastWord((reply, { body }) => ({
      ...reply,
      status: 201,
      headers: { ...reply.headers, 'X-Signature': `${body}/${reply.body}` },
      body: `${reply.body} `,
    }));
    expect(signed).to.deep.equal({
      status: 201,
      headers: { 'content-type': 'application/json', 'x-signature': 'out/{}' },
      body: '{} ',
    });
  });

  it('says nothing of when a reply comes and how it breaks', () => {
    const broken: WireReply = { ...wire, transport: { kind: 'reset' }, delayMs: 5 };
    const seen: ReplyContent[] = [];
    const replied = lastWord((reply) => {
      seen.push(reply);
      return { ...reply, body: 'signed' };
    }, broken);
    expect(seen).to.deep.equal([wire]);
    expect(replied).to.deep.equal({ ...broken, body: 'signed' });
  });

  it('leaves the reply alone that the simulator may keep for a repeat', () => {
    const kept = structuredClone(wire);
    lastWord((reply) => {
      reply.headers.signature = 'mine';
      return reply;
    }, kept);
    expect(kept).to.deep.equal(wire);
  });

  it('is refused where it is no reply, and where it throws', () => {
    const texts = ['null', '{}', '{"status":200,"headers":{},"body":1}', '{"status":200,"headers":null,"body":""}'];
    for (const wrong of [...texts, '{"status":"200","headers":{},"body":""}'])
      expect(() => lastWord(() => JSON.parse(wrong)), wrong).to.throw(
        'Failed to let ours have the last word on a reply: reply gave back no { status, headers, body }. Return the reply that it was given, with what it changes.',
      );
    const broken = () => {
      throw new RangeError('no key');
    };
    expect(() => lastWord(broken)).to.throw(
      'Failed to let ours have the last word on a reply: reply threw RangeError: no key',
    );
  });
});
