import { createHmac, generateKeyPairSync, timingSafeEqual, verify } from 'node:crypto';
import { expect } from 'chai';
import type { Forgery, WebhookSignature } from '../model/webhooks.ts';
import { forgeries } from '../model/webhooks.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { signatureHeaders, type Unsigned } from './sign-event.ts';

const time = Date.UTC(2030, 0, 1, 12, 0, 0, 789);
const body = '{"id":"evt_1","note":"$time and $body","data":{"id":"pay_1"}}';

type Headers = Record<string, string>;

/** As a receiver does it, in the words of each provider's page; `now` in milliseconds. */
const receivers: Record<
  string,
  { credentials: Headers; accepts(headers: Headers, event: Unsigned, now: number): boolean }
> = {
  banked: {
    credentials: banked.credentials,
    accepts(headers, event) {
      const [at = '', given = ''] = (headers['banked-signature'] ?? '').split('.');
      return sameHex(given, `${at}.${event.body}`, banked.credentials.webhookSecret);
    },
  },
  paysg: {
    credentials: paysg.credentials,
    accepts(headers, event) {
      const parts = new Map(
        (headers['paysg-signature'] ?? '').split(', ').map((part): [string, string] => {
          const [name = '', value = ''] = part.split('=');
          return [name, value];
        }),
      );
      return sameHex(parts.get('v1') ?? '', `${parts.get('t')}.${event.body}`, paysg.credentials.webhookSecret);
    },
  },
  'openapi-platform': {
    credentials: openapiPlatform.credentials,
    accepts(headers, event, now) {
      const at = headers['request-time'] ?? '';
      const given = /^algorithm=SHA256withRSA, keyVersion=1, signature=(\S+)$/.exec(headers.signature ?? '')?.[1];
      if (given === undefined || !(Math.abs(now - Date.parse(at)) <= 300_000)) return false;
      const text = `POST ${event.path}\n${headers['client-id']}.${at}.${event.body}`;
      const key = openapiPlatform.credentials.platformPublicKey ?? '';
      return verify('sha256', Buffer.from(text), key, Buffer.from(given, 'base64'));
    },
  },
};

function sameHex(given: string, text: string, secret = ''): boolean {
  const right = createHmac('sha256', secret).update(text).digest();
  const bytes = Buffer.from(given, 'hex');
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

const schemes = [banked, paysg, openapiPlatform].map(({ id, webhooks }): [string, WebhookSignature] => {
  if (!webhooks?.signature) throw new Error(`${id} signs nothing`);
  return [id, webhooks.signature];
});

describe('the signature of an event', () => {
  for (const [id, scheme] of schemes) {
    const { credentials, accepts } = receivers[id] ?? { credentials: {}, accepts: () => false };
    const event: Unsigned = { body, path: '/webhooks', time, credentials };
    const sent = (forged?: Forgery, about = event) => signatureHeaders(scheme, about, forged);

    describe(`of ${id}`, () => {
      it('is accepted by a receiver that follows the page', () => {
        expect(accepts(sent(), event, time)).to.equal(true);
        expect(accepts(sent(), { ...event, body: `${body} ` }, time)).to.equal(false);
      });

      it('is of the same bytes for the same event, and of others for another', () => {
        expect(sent()).to.deep.equal(sent());
        for (const forged of forgeries) expect(sent(forged)).to.deep.equal(sent(forged));
        expect(sent(undefined, { ...event, body: '{}' })).to.not.deep.equal(sent());
        expect(sent(undefined, { ...event, time: time + 1000 })).to.not.deep.equal(sent());
      });

      it('is refused by it when forged, in each way', () => {
        for (const forged of forgeries) {
          // How old is too old, only some pages say.
          if (forged === 'stale' && scheme.toleranceMs === undefined) continue;
          expect(accepts(sent(forged), event, time), forged).to.equal(false);
        }
        expect(sent('unsigned')).to.deep.equal({});
      });

      it('is right in everything but what is wrong with it', () => {
        expect(accepts(sent('tampered'), { ...event, body: `${body} ` }, time)).to.equal(true);
        const age = (scheme.toleranceMs ?? 0) + 3_600_000;
        expect(accepts(sent('stale'), event, time - age)).to.equal(true);
        for (const forged of ['wrong-key', 'tampered'] as const) {
          const masked = (headers: Headers) => JSON.stringify(headers).replace(/[\da-f]{64}|signature=[^"]+/, '…');
          expect(masked(sent(forged))).to.equal(masked(sent()));
        }
      });

      it('travels in headers with names in lower case', () => {
        const names = Object.keys(sent());
        expect(names).to.deep.equal(Object.keys(scheme.headers).map((name) => name.toLowerCase()));
        expect(Object.values(sent()).join(' ')).to.not.match(/\$[a-z]/);
      });
    });
  }

  it('writes the time as the scheme says', () => {
    const headers = ([, scheme]: [string, WebhookSignature]) =>
      signatureHeaders(scheme, { body, path: '/webhooks', time, credentials: {} }, undefined);
    const [first, , last] = schemes;
    if (!first || !last) throw new Error('there are no schemes');
    expect(headers(first)['banked-signature']).to.match(/^1893499200\.[\da-f]{64}$/);
    expect(headers(last)['request-time']).to.equal('2030-01-01T12:00:00.789Z');
  });

  it('is as old as the scheme calls too old, and an hour', () => {
    const [, , last] = schemes;
    if (!last) throw new Error('there are no schemes');
    const scheme = { ...last[1], toleranceMs: 7_200_000 };
    const headers = signatureHeaders(scheme, { body, path: '/webhooks', time, credentials: {} }, 'stale');
    expect(headers['request-time']).to.equal('2030-01-01T09:00:00.789Z');
  });

  it('fills each hole once, and leaves what is none', () => {
    const scheme: WebhookSignature = {
      algorithm: 'hmac-sha256',
      credential: 'secret',
      signed: '$id|$nobody|$path|$body',
      encoding: 'base64',
      headers: { 'X-Sign': '$id $nobody $constructor $signature' },
      time: 'seconds',
    };
    const credentials = { id: '$body', secret: "$& $' $signature" };
    const headers = signatureHeaders(scheme, { body, path: '/in', time, credentials }, undefined);
    const right = createHmac('sha256', credentials.secret).update(`$body|$nobody|/in|${body}`).digest('base64');
    expect(headers).to.deep.equal({ 'x-sign': `$body $nobody $constructor ${right}` });
  });

  it('is verified with the public key that belongs to the private one', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const scheme: WebhookSignature = {
      algorithm: 'rsa-sha256',
      credential: 'publicKey',
      privateKey,
      signed: '$body',
      encoding: 'hex',
      headers: { sign: '$signature' },
      time: 'iso',
    };
    const event = { body, path: '/webhooks', time, credentials: { publicKey } };
    const isRight = (forged?: Forgery) =>
      verify(
        'sha256',
        Buffer.from(body),
        publicKey,
        Buffer.from(signatureHeaders(scheme, event, forged).sign ?? '', 'hex'),
      );
    expect(isRight()).to.equal(true);
    expect(isRight('wrong-key')).to.equal(false);
    expect(isRight('tampered')).to.equal(false);
  });
});
