import { requirementsOf } from '../catalogue/requirements.ts';
import type { Provider } from '../model/provider.ts';
import type { Requirement } from '../model/requirement.ts';
import { bodyFacts } from './body-facts.ts';
import { concurrencyFacts } from './concurrency-facts.ts';
import { journeyFacts } from './journey-facts.ts';
import { restartFacts } from './restart-facts.ts';
import { shapeFacts } from './shape-facts.ts';
import { transportFacts } from './transport-facts.ts';
import { webhookFacts } from './webhook-facts.ts';
import { type WireFact, wireId } from './wire-fact.ts';

/** Bodies that are no error and no success of anybody's: no object, no list of errors, no JSON at all. */
const misshapen = ['null', '[]', '"text"', '0', 'true', ''];

/**
 * Every form of Retry-After (RFC 9110, 10.2.3). What asks for nothing that a client could do comes for ever, so that a client that
 * turns it into no wait at all is seen to loop. Dates are told from 2030-01-01T00:00:00Z, when every scenario begins.
 */
export const wireFacts: readonly WireFact[] = [
  {
    name: 'retry-after-seconds',
    summary: 'Retry-After counts seconds.',
    tapes: ['html 503 ra=2, ok', 'html 503 ra=90, ok'],
  },
  {
    name: 'retry-after-date',
    summary: 'Retry-After is a date.',
    tapes: ['html 503 ra="Tue, 01 Jan 2030 00:00:05 GMT", ok'],
  },
  { name: 'retry-after-zero', summary: 'Retry-After is 0: no wait is asked for.', tapes: ['html 503 ra=0 ×∞'] },
  {
    name: 'retry-after-past',
    summary: 'Retry-After is a date that is over.',
    tapes: ['html 503 ra="Wed, 21 Oct 2015 07:28:00 GMT" ×∞'],
  },
  { name: 'retry-after-negative', summary: 'Retry-After is below zero.', tapes: ['html 503 ra=-5 ×∞'] },
  { name: 'retry-after-junk', summary: 'Retry-After is neither a number nor a date.', tapes: ['html 503 ra=soon ×∞'] },
  {
    name: 'retry-after-huge',
    summary: 'Retry-After asks for more milliseconds than a timer can hold.',
    tapes: ['html 503 ra=2147484, ok', 'html 503 ra=99999999999, ok'],
  },
  {
    name: 'json-shape-success',
    summary: 'A success comes with a body of no documented shape.',
    tapes: [...misshapen, '{"id":'].map((body) => `json 200 ${JSON.stringify(body)} ×∞`),
  },
  {
    name: 'json-shape-error',
    summary: 'An error comes with a body of no documented shape.',
    tapes: [
      ...[...misshapen, '{}', '{"error":null}', '{"errors":null}', '{"errors":[]}'].map(
        (body) => `json 400 ${JSON.stringify(body)}`,
      ),
      'json 402 "{}"',
      'json 500 "null" ×∞',
    ],
  },
  ...bodyFacts,
  ...shapeFacts,
  ...transportFacts,
  ...concurrencyFacts,
  ...restartFacts,
  ...journeyFacts,
  ...webhookFacts,
];

/** Every requirement of a client: the rows of its catalogue, and then the facts of life. */
export function requirementsFor(provider: Provider): Requirement[] {
  const operations = Object.keys(provider.operations);
  return [...requirementsOf(provider), ...wireFacts.map((fact) => requirementOf(fact, operations))];
}

const rowsById = new WeakMap<Provider, Record<string, Requirement>>();

/** The same by id. A provider's are gathered once: every scenario asks for them, so treat them as read-only. */
export function requirementsById(provider: Provider): Record<string, Requirement> {
  const known = rowsById.get(provider);
  if (known) return known;
  const rows = Object.fromEntries(requirementsFor(provider).map((row) => [row.id, row]));
  rowsById.set(provider, rows);
  return rows;
}

function requirementOf(fact: WireFact, operations: string[]): Requirement {
  return {
    id: wireId(fact),
    provider: 'wire',
    kind: 'rules',
    name: fact.name,
    summary: fact.summary,
    judged: 'traffic',
    operations,
    basis: { outcome: 'inferred', category: 'inferred', retry: 'inferred' },
  };
}
