import type { AsynchronousMessage, ConsumerPact } from '@pact-foundation/pact-core';
import { SadpathError } from '../model/failure.ts';
import type { Content, HttpInteraction, Interaction, MessageInteraction } from './interaction.ts';
import { isJson } from './is-json.ts';
import type { Matched } from './matchers.ts';

/**
 * Hands an interaction to Pact.
 *
 * @throws {SadpathError} when Pact refuses a part of it: by itself it would only log that.
 */
export function addHttp(pact: ConsumerPact, interaction: HttpInteraction): void {
  const { key, request, response } = interaction;
  const added = pact.newInteraction(key);
  const taken = takenBy(interaction);
  describe(added, interaction);
  taken('method and path', added.withRequest(request.method, textOf(request.path)));
  const counts = new Map<string, number>();
  for (const [name, value] of request.query) {
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    taken(`query ${name}`, added.withQuery(name, index, textOf(value)));
  }
  for (const [name, value] of Object.entries(request.headers))
    taken(`header ${name}`, added.withRequestHeader(name, 0, textOf(value)));
  const { body } = request;
  if (body) taken('body of the request', added.withRequestBody(contentOf(body), body.type));
  taken('status', added.withStatus(response.status));
  for (const [name, value] of Object.entries(response.headers))
    taken(`header ${name}`, added.withResponseHeader(name, 0, textOf(value)));
  const { body: reply } = response;
  if (reply) taken('body of the reply', added.withResponseBody(contentOf(reply), reply.type));
}

/** Hands a message to Pact, see {@link addHttp}. */
export function addMessage(pact: ConsumerPact, interaction: MessageInteraction): AsynchronousMessage {
  const { key, contents } = interaction;
  const added = pact.newAsynchronousMessage(key);
  added.expectsToReceive(key);
  describe(added, interaction);
  added.withMetadata('contentType', contents.type);
  added.withContents(contentOf(contents), contents.type);
  return added;
}

type Described = Pick<AsynchronousMessage, 'setKey' | 'addTextComment' | 'addInteractionReference'> & {
  givenWithParams(name: string, params: string): unknown;
};

function describe(added: Described, interaction: Interaction): void {
  const { key, state, comment, references } = interaction;
  const taken = takenBy(interaction);
  taken('state', added.givenWithParams(state.name, JSON.stringify(state.params)));
  taken('key', added.setKey(key));
  if (comment !== '') taken('comment', added.addTextComment(comment));
  for (const [name, value] of Object.entries(references))
    taken(`reference ${name}`, added.addInteractionReference('sadpath', name, value));
}

function takenBy({ key }: Interaction) {
  return (part: string, answer: unknown): void => {
    if (answer === false) {
      throw new SadpathError({ to: `write ${key} into a contract`, because: `Pact does not take its ${part}` });
    }
  };
}

/** A text without a rule goes as it is. */
function textOf(value: Matched): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function contentOf({ type, value }: Content): string {
  return isJson(type) ? JSON.stringify(value) : textOf(value);
}
