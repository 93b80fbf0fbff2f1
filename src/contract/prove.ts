import { isDeepStrictEqual } from 'node:util';
import { playAndJudge } from '../engine/judge-scenario.ts';
import type { PlayOptions } from '../engine/play.ts';
import { resolveOperation } from '../engine/resolve-operation.ts';
import type { StandIn } from '../engine/stand-in.ts';
import type { Belief } from '../model/belief.ts';
import { SadpathError } from '../model/failure.ts';
import type { Provider } from '../model/provider.ts';
import type { WireReply, WireRequest } from '../model/reply.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Interaction } from './interaction.ts';
import { interactionOf, messageOf } from './interaction-of.ts';
import type { PactThread } from './pact-thread.ts';
import type { Planned } from './plan.ts';
import { askedOf } from './request-of.ts';

/** What came of one planned entry. */
export type Proof = { interaction: Interaction } | { leftOut: string };

/** What an entry is proved with. */
export interface ProofOptions extends Omit<PlayOptions, 'scenario' | 'standIn'> {
  planned: Planned;
  pact: PactThread;
}

/**
 * Has a client meet an entry twice: from the simulator, which shows what the client asks and is answered; and then from Pact's own mock
 * server, which knows nothing but the entry made of that. Only what the client handles both times, in the same way, is worth a contract.
 *
 * @throws {SadpathError} when Pact's mock server was asked for something else than the entry, or not at all.
 */
export async function prove(sandbox: Sandbox, { planned, pact, ...options }: ProofOptions): Promise<Proof> {
  const { scenario } = planned;
  const { provider } = resolveOperation(options.client, scenario.calls[0]?.operation ?? '');
  const seen = watch(provider, planned);
  const first = await judged(sandbox, { ...options, scenario, standIn: seen.standIn }, planned.time);
  if ('fault' in first) return { leftOut: first.fault };
  const interaction = seen.interaction();
  if (!interaction) return { leftOut: `the client never asked for ${planned.operation ?? 'the event'}` };
  const standIn = interaction.kind === 'http' ? mocked(provider, planned, interaction, pact) : told(interaction, pact);
  const second = await judged(sandbox, { ...options, scenario, standIn }, planned.time);
  const mismatches = interaction.kind === 'http' ? pact.close() : [];
  if (mismatches.length > 0) throw unmatched(planned, mismatches.join('; '));
  if ('fault' in second) return { leftOut: `${second.fault} (from Pact's mock server)` };
  if (!isDeepStrictEqual(first.belief, second.belief))
    return { leftOut: "the client believes something else after the reply of Pact's mock server" };
  return { interaction };
}

/** Lets the simulator speak, and looks on. */
function watch(provider: Provider, planned: Planned) {
  let exchange: { request: WireRequest; reply: WireReply } | undefined;
  let asked = 0;
  let event: string | undefined;
  const standIn: StandIn = {
    answer(request, reply) {
      if (askedOf(provider, request)?.routed.name !== planned.operation) return undefined;
      asked += 1;
      if (asked === planned.time) exchange = { request, reply };
      return undefined;
    },
    tell(_event, body) {
      event ??= body;
      return body;
    },
  };
  const interaction = (): Interaction | undefined => {
    if (planned.operation === undefined) return event === undefined ? undefined : messageOf(provider, planned, event);
    return exchange && interactionOf(provider, planned, exchange);
  };
  return { standIn, interaction };
}

/** Requests of the entry's operation go to Pact's mock server; the simulator keeps the ledger, and answers what else is asked. */
function mocked(provider: Provider, planned: Planned, interaction: Interaction, pact: PactThread): StandIn {
  pact.open(interaction);
  // It answers the same to the same: a client that polls for days need not wait for each of its answers.
  const answers = new Map<string, WireReply>();
  return {
    answer(request) {
      if (askedOf(provider, request)?.routed.name !== planned.operation) return undefined;
      const same = JSON.stringify([request.method, request.url, request.headers, request.body]);
      const known = answers.get(same);
      if (known) return known;
      const { reply, unexpected } = pact.send(request);
      if (unexpected) throw unmatched(planned, pact.close().join('; '));
      answers.set(same, reply);
      return reply;
    },
    tell: (_event, body) => body,
  };
}

function told(interaction: Interaction, pact: PactThread): StandIn {
  const body = pact.reify(interaction);
  return { answer: () => undefined, tell: () => body };
}

function unmatched({ key }: Planned, mismatches: string): SadpathError {
  return new SadpathError({
    to: `have the client meet ${key} at Pact's mock server`,
    because: `its requests do not all match the first one: ${mismatches}`,
    next: 'A contract holds one shape of a request; send the same fields in each attempt.',
  });
}

type Judgement = { belief: Pick<Belief, 'outcome' | 'category' | 'code'> | undefined } | { fault: string };

/** Plays the scenario, and says why the client has not handled it, if it has not. */
async function judged(sandbox: Sandbox, options: PlayOptions, time: number): Promise<Judgement> {
  const { played, verdicts } = await playAndJudge(sandbox, options);
  const each = Object.entries(verdicts);
  // What is a should rests on a reading of the document; whether the provider answers so does not hang on that.
  const failed = each.find(([, verdict]) => verdict.verdict === 'fail' && verdict.severity === 'must');
  if (failed) return { fault: `${failed[0]} failed: ${reasonOf(failed[1])}` };
  const passed = each.some(([, { verdict }]) => verdict === 'pass');
  const open = each.find(([, { verdict }]) => verdict === 'inconclusive');
  if (!passed) return { fault: open ? reasonOf(open[1]) : 'no check has anything to say of it' };
  const belief = played.case.calls[time - 1]?.belief;
  if (belief === undefined) return { fault: 'interpret recognised nothing' };
  const { outcome, category, code } = belief;
  return { belief: { outcome, ...(category && { category }), ...(code !== undefined && { code }) } };
}

function reasonOf(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'pass':
      return 'it passed';
    case 'fail':
      return verdict.message;
    default:
      return verdict.reason;
  }
}
