import { expect } from 'chai';
import { startOfDay } from '../model/start-of-day.ts';
import type { ReplyEvent } from '../model/trace.ts';
import { askedWait, retryAfterOf } from './asked-wait.ts';

describe('what a Retry-After asks for', () => {
  const reply = (retryAfter: string, facts: Partial<ReplyEvent> = {}): ReplyEvent => ({
    event: 'reply',
    at: 0,
    exchange: 1,
    status: 429,
    summary: '429 too_many',
    codes: [],
    kind: 'error',
    delivered: true,
    retryAfter,
    ...facts,
  });

  it('reads seconds', () => {
    expect(askedWait(reply('2'))).to.deep.equal({ ms: 2000, least: 2000 });
    expect(askedWait(reply(' 030 '))).to.deep.equal({ ms: 30_000, least: 30_000 });
    expect(askedWait(reply('9'.repeat(400)))).to.deep.equal({
      ms: Number.POSITIVE_INFINITY,
      least: Number.POSITIVE_INFINITY,
    });
  });

  it('reads the three forms of a date against the day of the scenario and the time of the reply', () => {
    expect(new Date(startOfDay).toISOString()).to.equal('2030-01-01T00:00:00.000Z');
    for (const date of [
      'Tue, 01 Jan 2030 00:01:00 GMT',
      'Tuesday, 01-Jan-30 00:01:00 GMT',
      'Tue Jan  1 00:01:00 2030',
      'Tue Jan 01 00:01:00 2030',
    ]) {
      expect(askedWait(reply(date)), date).to.deep.equal({ ms: 60_000, least: 59_001 });
      expect(askedWait(reply(date, { at: 59_500 })), date).to.deep.equal({ ms: 500, least: 0 });
    }
  });

  it('takes zero, a negative number, a date that has passed and junk for nothing', () => {
    const past = ['Tue, 01 Jan 2030 00:00:00 GMT', 'Fri, 31 Dec 1999 23:59:59 GMT'];
    const nearly = [
      '2030-01-01T00:01:00Z',
      'Tue, 99 Jan 2030 00:01:00 GMT',
      'Tue, 01 Jan 2030 00:01:00',
      '+2',
      '1.5',
      '2, 2',
    ];
    for (const value of ['0', '00', '-1', '', ' ', 'soon', 'NaN', 'Infinity', '1e3', '0x10', ...past, ...nearly]) {
      expect(askedWait(reply(value)), value).to.equal(undefined);
      expect(retryAfterOf(reply(value)), value).to.equal(value);
    }
    expect(askedWait(reply('Tue, 01 Jan 2030 00:01:00 GMT', { at: 60_000 }))).to.equal(undefined);
    expect(askedWait(undefined)).to.equal(undefined);
  });

  it('does not see a header that never arrived', () => {
    for (const family of ['unreached', 'network', 'stall'] as const) {
      expect(askedWait(reply('2', { kind: 'fault', family, status: 0 })), family).to.equal(undefined);
    }
    expect(askedWait(reply('2', { kind: 'fault', family: 'gateway', status: 503 }))).to.deep.equal({
      ms: 2000,
      least: 2000,
    });
  });
});
