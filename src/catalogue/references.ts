import { isJsonObject, type Json } from '../model/json.ts';
import type { Authentication, Idempotency, Operation, Provider } from '../model/provider.ts';
import type { CatalogueFault, Place } from './catalogue-fault.ts';
import { errorHoles, replyHoles } from './envelope.ts';
import { replayableOf } from './is-replayed.ts';
import { journeyFaults } from './journey-references.ts';
import { holeFaults, named } from './reference-faults.ts';
import { rowFaults } from './row-references.ts';
import { webhookFaults } from './webhook-references.ts';

/** Everything that the parts of a catalogue say of each other and that does not hold, the first one first. */
export function* referenceFaults(provider: Provider): Generator<CatalogueFault> {
  yield* rowFaults(provider);
  yield* authenticationFaults(provider);
  yield* repeatFaults(provider);
  for (const [name, operation] of Object.entries(provider.operations)) {
    yield* operationFaults(provider, operation, ['operations', name]);
  }
  yield* journeyFaults(provider);
  yield* webhookFaults(provider);
  yield* holeFaults(provider.envelope, [...errorHoles, ...replyHoles], ['envelope']);
}

function* authenticationFaults({
  authentication,
  credentials,
  publicCredentials,
  errors,
}: Provider): Generator<CatalogueFault> {
  const codes = errors.map(({ code }) => code);
  const code = (name: string | undefined, ...place: string[]) => named(name, codes, 'the code of an error row', place);
  yield* code(authentication.error, 'authentication', 'error');
  for (const [index, name] of (publicCredentials ?? []).entries())
    yield* named(name, Object.keys(credentials), 'the name of a credential', ['publicCredentials', index]);
  const prefix = authentication.scheme === 'headers' ? ['authentication', 'headers'] : ['authentication'];
  for (const [key, credential] of Object.entries(credentialsIn(authentication)))
    yield* named(credential, Object.keys(credentials), 'the name of a credential', [...prefix, key]);
  if (authentication.scheme !== 'headers') return;
  yield* code(authentication.time?.error, 'authentication', 'time', 'error');
  for (const [header, { error }] of Object.entries(authentication.shapes ?? {}))
    yield* code(error, 'authentication', 'shapes', header, 'error');
}

/** Where each credential goes, by its name. */
function credentialsIn(authentication: Authentication): Record<string, string> {
  switch (authentication.scheme) {
    case 'basic':
      return { username: authentication.username, password: authentication.password };
    case 'bearer':
      return { token: authentication.token };
    case 'headers':
      return authentication.headers;
  }
}

/** Every reading of what becomes of a repeat. All have the key in the same place: a client sends it in one. */
function* repeatFaults({ idempotency, otherReadings = [], results, errors }: Provider): Generator<CatalogueFault> {
  if (!idempotency) {
    if (otherReadings.length > 0)
      yield { place: ['otherReadings'], found: otherReadings, expected: 'an idempotency that they differ from' };
    return;
  }
  const codes = errors.map(({ code }) => code);
  const replayable = replayableOf(results);
  const readings: [Place, Idempotency][] = [
    [['idempotency'], idempotency],
    ...otherReadings.map((reading, index): [Place, Idempotency] => [['otherReadings', index], reading]),
  ];
  for (const [place, reading] of readings) {
    for (const key of ['onMismatch', 'onOpen', 'onRepeat'] as const)
      yield* named(reading[key], codes, 'the code of an error row', [...place, key]);
    for (const [index, replayed] of reading.replays.entries())
      if (!replayable.includes(replayed))
        yield { place: [...place, 'replays', index], found: replayed, expected: `one of ${replayable.join(', ')}` };
    if (keyPlace(reading) !== keyPlace(idempotency))
      yield {
        place,
        found: keyPlace(reading),
        expected: `its key in the same place as idempotency (${keyPlace(idempotency)})`,
      };
  }
}

function keyPlace(reading: Idempotency): string {
  return 'header' in reading ? `the header ${reading.header}` : 'the body';
}

function* operationFaults(provider: Provider, operation: Operation, place: Place): Generator<CatalogueFault> {
  const { operations, journeys } = provider;
  const reads = Object.keys(operations).filter((name) => operations[name]?.effect === undefined);
  const resources = Object.values(journeys).map(({ resource }) => resource);
  yield* named(operation.journey, Object.keys(journeys), 'the name of a journey', [...place, 'journey']);
  yield* named(operation.given, resources, 'the resource of a journey', [...place, 'given']);
  const codes = provider.errors.map(({ code }) => code);
  yield* named(operation.missing, codes, 'the code of an error row', [...place, 'missing']);
  yield* named(operation.reads, reads, 'an operation without an effect', [...place, 'reads']);
  const states = Object.keys((operation.journey && journeys[operation.journey]?.states) || {});
  yield* named(operation.success.state, states, 'a state of its journey', [...place, 'success', 'state']);
  if (!hasField(operation.input, operation.intentField))
    yield { place: [...place, 'intentField'], found: operation.intentField, expected: 'a field of input' };
  const parameters = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  for (const name of parameters)
    yield* named(name, Object.keys(operation.input), 'parameters that are fields of input', [...place, 'path']);
  yield* holeFaults(operation.input, ['marker', 'resource'], [...place, 'input']);
  yield* holeFaults(
    operation.success.body,
    ['id', 'state', 'body', 'path', 'resource', 'marker'],
    [...place, 'success', 'body'],
  );
}

/** `a.b` is field `b` of field `a`. */
function hasField(input: Json, path: string | undefined): boolean {
  let found: Json | undefined = input;
  for (const name of path?.split('.') ?? [])
    found = isJsonObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found !== undefined;
}
