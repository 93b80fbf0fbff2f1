import type { Json } from '../model/json.ts';
import type { Provider } from '../model/provider.ts';
import type { WireReply, WireRequest } from '../model/reply.ts';
import type { Content, HttpInteraction, MessageInteraction } from './interaction.ts';
import { isJson } from './is-json.ts';
import type { Matched } from './matchers.ts';
import type { Planned } from './plan.ts';
import { askedOf, requestOf } from './request-of.ts';
import { errorBody, eventBody, successBody } from './response-body.ts';

/** An exchange that was seen, as a contract holds it; `undefined` where no operation of the provider takes the request. */
export function interactionOf(
  provider: Provider,
  planned: Planned,
  seen: { request: WireRequest; reply: WireReply },
): HttpInteraction | undefined {
  const asked = askedOf(provider, seen.request);
  if (!asked) return undefined;
  const { status, headers, body } = seen.reply;
  const write = (value: Json): Matched =>
    planned.error ? errorBody(provider, value) : successBody(provider, asked.routed.operation, value);
  return {
    ...entryOf(provider, planned),
    kind: 'http',
    request: requestOf(provider, asked),
    response: { status, headers: otherHeaders(headers), ...bodyOf(headers['content-type'], body, write) },
  };
}

/** An event that was seen, as a contract holds it. */
export function messageOf(provider: Provider, planned: Planned, body: string): MessageInteraction {
  const value = eventBody(provider, JSON.parse(body));
  return { ...entryOf(provider, planned), kind: 'message', contents: { type: 'application/json', value } };
}

function entryOf({ source }: Provider, { key, state, comment }: Planned) {
  return {
    key,
    state,
    comment,
    references: {
      document: source.title,
      revision: source.revision,
      ...('requirement' in state.params && { requirement: state.params.requirement }),
    },
  };
}

/** The type and the length go with the body. */
function otherHeaders(headers: Record<string, string>): Record<string, string> {
  const { 'content-type': _, 'content-length': __, ...others } = headers;
  return others;
}

function bodyOf(type: string | undefined, text: string, write: (value: Json) => Matched): { body?: Content } {
  if (text === '' || type === undefined) return {};
  return { body: { type, value: isJson(type) ? write(JSON.parse(text)) : text } };
}
