import type { Journey } from '../../model/journey.ts';
import type { EffectKind } from '../../model/provider.ts';
import { camelOf, freeName, isPlural, singularOf, wordsOf } from './catalogue-words.ts';
import { effectOf, isOpenState } from './effect-words.ts';
import { isParameter, type OperationGroup, type PathPart } from './operation-groups.ts';
import type { PactInteraction } from './pact.ts';
import { idFieldOf, stateFieldOf } from './success-template.ts';

/** An operation with what it does to what it addresses: `makes` one of a collection, is about one `item`, or neither. */
export interface Placed {
  group: OperationGroup;
  /** The happy path that the pact shows. */
  success?: PactInteraction;
  role: 'makes' | 'item' | 'plain';
  effect?: EffectKind;
  /** The collection that it makes something for, or whose item it is about; with ids left open. */
  collection: string;
}

/** Things of one kind, which have ids: what a catalogue calls a resource. */
export interface Collection {
  /** Of its journey. */
  name: string;
  journey: Journey;
  /** Some operation makes one. */
  hasMaker: boolean;
  /** The state is read off an example, not made up. */
  stateShown: boolean;
}

/** Says of an operation what it is about. */
export function placed(group: OperationGroup): Placed {
  const { method, parts, interactions } = group;
  const successes = interactions.filter(({ response: { statuses } }) => statuses[0] >= 200 && statuses[0] < 300);
  const success = successes.find(({ response }) => response.body !== undefined) ?? successes[0];
  const lastId = parts.findLastIndex(isParameter);
  const words = parts.flatMap((part) => ('literal' in part ? [part.literal] : []));
  const onExisting = lastId >= 0 && lastId === parts.length - 2 && !isPlural(words.at(-1) ?? '');
  const isItem = lastId >= 0 && (lastId === parts.length - 1 || onExisting);
  const collection = keyOf(isItem ? parts.slice(0, lastId) : parts);
  const effect = method === 'POST' && lastId < parts.length - 1 ? effectOf(words, onExisting) : undefined;
  const brings = effect !== undefined && (onExisting || showsMaking(group, success));
  return {
    group,
    collection,
    role: isItem ? 'item' : brings ? 'makes' : 'plain',
    ...(success ? { success } : {}),
    ...(brings ? { effect } : {}),
  };
}

/** The collections whose things are made or addressed, by their path. */
export function collectionsOf(all: readonly Placed[]): Map<string, Collection> {
  const collections = new Map<string, Collection>();
  const names = new Set<string>();
  const byPath = Map.groupBy(
    all.filter(({ role }) => role !== 'plain'),
    ({ collection }) => collection,
  );
  for (const [path, own] of byPath) {
    const noun = nounOf(path);
    const name = freeName(camelOf(noun), names);
    names.add(name);
    const makers = own.filter(({ role }) => role === 'makes');
    const shown = [...makers, ...own].flatMap(({ success }) => {
      const body = success?.response.body;
      const field = stateFieldOf(body);
      const state = field === undefined ? undefined : Object.entries(body ?? {}).find(([key]) => key === field)?.[1];
      return field === undefined || typeof state !== 'string' || isReserved(state) ? [] : [{ field, state }];
    })[0];
    const { field, state } = shown ?? { field: 'status', state: 'done' };
    const words = wordsOf(noun).join(' ') || 'thing';
    collections.set(path, {
      name,
      hasMaker: makers.length > 0,
      stateShown: shown !== undefined,
      journey: {
        resource: `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}${name.replace(camelOf(noun), '')}`,
        field,
        initial: state,
        states: {
          [state]: {
            summary: `As the pact shows ${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}.`,
            meaning: shown && isOpenState(state) ? 'open' : 'happened',
            source: 'outside',
          },
        },
        transitions: {},
      },
    });
  }
  return collections;
}

/** The path of parts with its ids left open. */
export function keyOf(parts: readonly PathPart[]): string {
  return `/${parts.map((part) => ('literal' in part ? part.literal : '{}')).join('/')}`;
}

/** A POST makes something when it says so, or tells an id that is not the caller's. Where no success is shown it is to be feared. */
function showsMaking({ parts }: OperationGroup, success: PactInteraction | undefined): boolean {
  if (!success) return true;
  const [status] = success.response.statuses;
  if (status === 201 || status === 202) return true;
  const { body } = success.response;
  const field = idFieldOf(body, success.request.body);
  const id = Object.entries(body ?? {}).find(([key]) => key === field)?.[1];
  return id !== undefined && !parts.some((part) => isParameter(part) && part.example === String(id));
}

function nounOf(path: string): string {
  const [noun = 'resource'] = path
    .split('/')
    .filter((part) => part !== '' && part !== '{}')
    .toReversed();
  return singularOf(noun.replace(/%[0-9A-F]{2}/gi, ' '));
}

function isReserved(state: string): boolean {
  return ['__proto__', 'constructor', 'prototype'].includes(state);
}
