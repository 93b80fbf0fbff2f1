import { isDeepStrictEqual } from 'node:util';
import { credentialForms, shows } from '../engine/credential-forms.ts';
import type { Contract } from '../model/contract.ts';
import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import { parseContract, type WrittenInteraction } from './contract-file.ts';
import type { Content, Interaction } from './interaction.ts';
import { brokenExamples, exampleOf, type Matched } from './matchers.ts';
import type { PactThread } from './pact-thread.ts';

/**
 * Has Pact write a contract, and reads it again: what stands in it is what was to be written, all of it, and nothing secret.
 *
 * @throws {SadpathError} where it is not: a smaller file would be a contract, too.
 */
export function writeContract(
  pact: Pick<PactThread, 'write'>,
  client: string,
  provider: Provider,
  interactions: Interaction[],
): Pick<Contract, 'text' | 'keys'> {
  const to = `write the contract of ${client} with ${provider.id}`;
  const refuse = (because: string): never => {
    throw new SadpathError({ to, because });
  };
  const keys = interactions.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) refuse(`two interactions are called ${twice}, and Pact would keep the last one only`);
  for (const interaction of interactions) {
    const [broken] = partsOf(interaction).flatMap(brokenExamples);
    if (broken !== undefined) refuse(`an example of ${interaction.key} breaks its own rule: ${broken}`);
  }
  const about = {
    document: provider.source.title,
    revision: provider.source.revision,
    // So that whoever verifies the file can tell whether one has been lost.
    interactions: String(interactions.length),
  };
  const text = `${pact.write({ consumer: client, provider: provider.id, interactions, about }).trimEnd()}\n`;
  const written = parseContract(text, `of ${client}`).interactions;
  if (written.length !== interactions.length)
    refuse(`Pact has written ${written.length} interactions of ${interactions.length}`);
  const byKey = new Map(written.map((each) => [each.key, each]));
  for (const interaction of interactions) {
    if (!isWritten(interaction, byKey.get(interaction.key)))
      refuse(`Pact has written something else for ${interaction.key}`);
  }
  const secret = credentialForms(provider).find((credential) => shows(text, credential));
  if (secret) refuse(`the credential ${secret.name} stands in it`);
  return { text, keys };
}

function partsOf(interaction: Interaction): Matched[] {
  if (interaction.kind === 'message') return [interaction.contents.value];
  const { request, response } = interaction;
  return [
    request.path,
    ...request.query.map(([, value]) => value),
    ...Object.values(request.headers),
    ...[request.body, response.body].flatMap((body) => (body ? [body.value] : [])),
    ...Object.values(response.headers),
  ];
}

function isWritten(interaction: Interaction, written: WrittenInteraction | undefined): boolean {
  if (written === undefined || written.description !== interaction.key || written.pending) return false;
  if (interaction.kind === 'message') return isSame(interaction.contents, written.contents);
  const { request, response } = interaction;
  return (
    written.request?.method === request.method &&
    written.request.path === exampleOf(request.path) &&
    isSame(request.body, written.request.body) &&
    written.response?.status === response.status &&
    isSame(response.body, written.response.body)
  );
}

function isSame(wanted: Content | undefined, written: WrittenInteraction['contents']): boolean {
  if (!wanted || !written) return wanted === undefined && written === undefined;
  return isDeepStrictEqual(exampleOf(wanted.value), written.content);
}
