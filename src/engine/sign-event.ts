import { createHmac, sign } from 'node:crypto';
import type { Forgery, WebhookSignature } from '../model/webhooks.ts';

/** What is signed, and when. */
export interface Unsigned {
  body: string;
  path: string;
  /** Milliseconds of the epoch. */
  time: number;
  credentials: Record<string, string>;
}

/** What an event is signed with; `other`: somebody else's key. */
interface Key {
  secret: string;
  other: string | undefined;
}

const hourMs = 3_600_000;

/** The headers by which a provider proves that it has sent an event, or those that somebody else would come up with. */
export function signatureHeaders(
  scheme: WebhookSignature,
  event: Unsigned,
  forged: Forgery | undefined,
): Record<string, string> {
  if (forged === 'unsigned') return {};
  const age = forged === 'stale' ? (scheme.toleranceMs ?? 0) + hourMs : 0;
  const time = writtenAs(scheme.time, event.time - age);
  // Somebody has seen another event on its way, and changed it.
  const body = forged === 'tampered' ? `${event.body} ` : event.body;
  const holes = { ...event.credentials, time, body, path: event.path };
  const other = forged === 'wrong-key' ? 'another key' : undefined;
  const key = { secret: other ?? event.credentials[scheme.credential] ?? '', other };
  const signature = signatureOf(scheme, fillText(scheme.signed, holes), key);
  return Object.fromEntries(
    Object.entries(scheme.headers).map(([name, text]) => [
      name.toLowerCase(),
      fillText(text, { ...event.credentials, time, signature }),
    ]),
  );
}

function signatureOf({ algorithm, privateKey, encoding }: WebhookSignature, text: string, key: Key): string {
  if (algorithm === 'hmac-sha256') return createHmac('sha256', key.secret).update(text).digest(encoding);
  // Without another key at hand: a signature over something else, which no key has made over this.
  return sign('sha256', Buffer.from(`${key.other ?? ''}${text}`), privateKey ?? '').toString(encoding);
}

function writtenAs(form: WebhookSignature['time'], time: number): string {
  return form === 'seconds' ? String(Math.floor(time / 1000)) : new Date(time).toISOString();
}

function fillText(text: string, holes: Record<string, string>): string {
  return text.replace(/\$([A-Za-z]\w*)/g, (hole, name: string) =>
    Object.hasOwn(holes, name) ? (holes[name] ?? '') : hole,
  );
}
