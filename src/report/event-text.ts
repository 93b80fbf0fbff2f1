import type { Belief } from '../model/belief.ts';
import { plain } from '../model/plain.ts';
import type { EffectKind } from '../model/provider.ts';
import type {
  CalledEvent,
  EffectEvent,
  EscapedEvent,
  ReplyEvent,
  RequestEvent,
  RestartedEvent,
  SettledEvent,
  TraceEvent,
  WebhookEvent,
} from '../model/trace.ts';
import { grouped } from './amount.ts';
import type { NumberedRequest } from './attempts.ts';

const effectWords: Record<EffectKind, string> = {
  session: 'session made',
  payment: 'payment made',
  capture: 'payment captured',
  refund: 'refund made',
  void: 'payment voided',
  message: 'message sent',
  grant: 'token granted',
};

const escapeWords: Record<EscapedEvent['kind'], string> = {
  rejection: 'unhandled rejection',
  exception: 'uncaught exception',
  connection: 'connection refused by the sandbox',
  unmatched: 'request that the catalogue does not know',
  elsewhere: 'request to another origin',
};

/** `pay is called for pay-1`: the intent is known once a request of the call has arrived. */
export function calledText({ operation, call }: CalledEvent, events: TraceEvent[]): string {
  const intent = events.flatMap((event) =>
    (event.event === 'request' || event.event === 'effect') && event.call === call ? (event.intent ?? []) : [],
  )[0];
  return `${plain(operation, 60)} is called${forWhom(intent)}`;
}

/** `POST /payments, attempt 2, same key#1`. */
export function requestText(request: RequestEvent, numbered: NumberedRequest | undefined): string {
  const number = numbered?.attempt.number ?? 1;
  return [
    `${plain(request.method, 12)} ${plain(request.path, 100)}`,
    number > 1 ? `${numbered?.attempt.noun} ${grouped(number)}` : '',
    keyText(request.key, numbered?.before),
    credentialsText(request.credentials, numbered?.previous),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function keyText(key: string | undefined, before: RequestEvent | undefined): string {
  if (key === undefined) return before?.key === undefined ? '' : 'no key';
  if (before?.key === undefined) return `idempotency ${plain(key, 40)}`;
  return `${before.key === key ? 'same' : 'new'} ${plain(key, 40)}`;
}

function credentialsText(credentials: string | undefined, previous: RequestEvent | undefined): string {
  if (previous === undefined || credentials === previous.credentials) return '';
  return credentials === undefined ? 'no credentials' : `other ${plain(credentials, 40)}`;
}

/** `429 rate_limited, Retry-After: 2`, with what a person could not guess in brackets. */
export function replyText({ summary, retryAfter, replayed, delivered, fault }: ReplyEvent): string {
  // Nothing came, so nothing was missed, and nothing of it was a replay.
  if (fault?.startsWith('stall')) return plain(summary, 100);
  return [
    plain(summary, 100),
    retryAfter === undefined ? '' : `, Retry-After: ${plain(retryAfter, 40)}`,
    replayed ? ' (replayed: the answer to the first request with this key)' : '',
    delivered ? '' : ' (the client no longer listens)',
  ].join('');
}

/** `payment made for pay-1, the reply does not say so`; `again` where the intent has such an effect already. */
export function effectText(effect: EffectEvent, again: boolean, events: TraceEvent[]): string {
  return `${effectWords[effect.kind]}${forWhom(effect.intent)}${again ? ' AGAIN' : ''}${heardOf(effect, events)}`;
}

/** Whether the client can know of an effect: what became of the exchange that brought it about. */
function heardOf(effect: EffectEvent, events: TraceEvent[]): string {
  const place = events.indexOf(effect);
  const exchange = events
    .slice(0, place)
    .findLast(
      (event) =>
        event.event === 'request' &&
        (effect.call === undefined || event.call === effect.call) &&
        (effect.intent === undefined || event.intent === undefined || event.intent === effect.intent),
    );
  if (exchange?.event !== 'request') return '';
  const hungUp = events
    .slice(0, place)
    .some((event) => event.event === 'aborted' && event.exchange === exchange.exchange);
  if (hungUp) return ', after the client has hung up';
  const reply = events.find((event) => event.event === 'reply' && event.exchange === exchange.exchange);
  if (reply?.event !== 'reply' || !reply.delivered) return ', and no reply says so';
  return reply.ambiguous ? ', the reply does not say so' : '';
}

/** `the client is killed and created anew; call-1 never comes back`. */
export function restartedText({ killed }: RestartedEvent): string {
  const lost = killed.map((call) => plain(call, 30)).join(', ');
  return `the client is killed and created anew${lost === '' ? '' : `; ${lost} never comes back`}`;
}

/** What the client told its caller, and how. */
export function settledText({ how, belief, thrown }: SettledEvent): string {
  if (how === 'value') return `returned; its caller is told: ${beliefText(belief)}`;
  const error = thrown ? ` ${plain(thrown.name, 40)} "${plain(thrown.message, 100)}"` : '';
  const raw = thrown?.raw ? ' (a mistake in the code, not made on purpose)' : '';
  return `threw${error}${raw}; its caller is told: ${beliefText(belief)}`;
}

function beliefText(belief: Belief | undefined): string {
  if (!belief) return 'nothing that interpret recognises';
  const { outcome, category, code, codes, state, reason } = belief;
  const details = [category, ...new Set([code, ...(codes ?? [])]), state, reason].filter((part) => part !== undefined);
  const shown = details.map((part) => plain(part, 60));
  return shown.length === 0 ? outcome : `${outcome} (${shown.join(', ')})`;
}

/** `event-1 (payment_sent, sent) arrives, answered 200; its books: pending, then succeeded`. */
export function webhookText({
  name,
  type,
  state,
  forged,
  replayed,
  status,
  thrown,
  before,
  after,
}: WebhookEvent): string {
  const odd = forged ? `, forged: ${forged},` : replayed ? ', caught and sent again,' : '';
  const answer = thrown ? `its handler threw ${plain(thrown.name, 40)}` : `answered ${status ?? 'nothing'}`;
  const said = [before, after].map(({ outcome, applied }) =>
    [outcome, applied === undefined ? undefined : `${applied} applied`].filter((part) => part !== undefined).join(', '),
  );
  const books = said.join('') === '' ? '' : `; its books: ${said.map((text) => text || 'nothing').join(', then ')}`;
  return `${plain(name, 40)} (${plain(type, 60)}, ${plain(state, 40)})${odd} arrives, ${answer}${books}`;
}

/** `unhandled rejection: …`. */
export function escapedText({ kind, message }: EscapedEvent): string {
  return `${escapeWords[kind]}: ${plain(message, 120)}`;
}

function forWhom(intent: string | undefined): string {
  return intent === undefined ? '' : ` for ${plain(intent, 40)}`;
}
