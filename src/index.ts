export { defineProvider, type ProviderInput } from './catalogue/define-provider.ts';
export { extend, type ProviderChanges } from './catalogue/extend.ts';
export { defineClient } from './config/define-client.ts';
export { type Config, defineConfig } from './config/define-config.ts';
export { type RunOptions, run } from './config/run.ts';
export type { Belief, Told } from './model/belief.ts';
export type {
  CallClient,
  CallContext,
  CallInput,
  CallResult,
  ClientDefinition,
  ClientOperation,
  ClientWebhooks,
  CreateContext,
  Credentials,
  Gaps,
  Jitter,
  RetryPromise,
  WebhookAnswer,
  WebhookDelivery,
} from './model/client.ts';
export { SadpathError } from './model/failure.ts';
export type { Category, Outcome, RetryRule } from './model/outcome.ts';
export type { Provider } from './model/provider.ts';
export type { ReplyContent, WireRequest } from './model/reply.ts';
export type { Finding, Report } from './model/report.ts';
export type { Scenario } from './model/scenario.ts';
export { type ConformanceOptions, conformance } from './testing/conformance.ts';
export { type PlayedTape, type PlayOptions, play } from './testing/play.ts';
export type { DefineTest, TestRunner } from './testing/test-runner.ts';
