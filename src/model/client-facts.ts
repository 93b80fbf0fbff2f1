import type { OperationFacts } from './case.ts';
import type { RetryPromise } from './client.ts';
import type { Operation, Provider } from './provider.ts';

/** A client as data: what can be known of it without calling it. It crosses from the child that loaded it to the parent. */
export interface ClientFacts {
  client: string;
  provider: Provider;
  /** What its operations overrule of the provider's, by the provider's name for them; absent where they overrule nothing. */
  overrules?: Record<string, Pick<Operation, 'method' | 'path' | 'input'>>;
  operations: OperationFacts[];
  /** Checks that are switched off for it. */
  off: string[];
  /** What it promises about retries, by operation; absent where it promises nothing. */
  promises?: Record<string, false | RetryPromise>;
}
