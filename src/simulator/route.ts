import { escapeRegex } from '../model/escape-regex.ts';
import type { Operation, Provider } from '../model/provider.ts';

/** A request's operation, with what its path says. */
export interface Routed {
  name: string;
  operation: Operation;
  /** Decoded. */
  parameters: Record<string, string>;
}

/** Finds the operation that a method and a path belong to. */
export type Router = (method: string, path: string) => Routed | undefined;

const parameter = /\{([^{}]+)\}/g;

const routers = new WeakMap<object, Router>();

/**
 * The router of a provider. A path in its origin comes before each. Of several that match, the most literal one wins. A provider's is
 * made once: every scenario asks for it.
 */
export function routerOf(provider: Pick<Provider, 'operations' | 'origin'>): Router {
  const known = routers.get(provider);
  if (known) return known;
  const router = newRouter(provider);
  routers.set(provider, router);
  return router;
}

function newRouter(provider: Pick<Provider, 'operations' | 'origin'>): Router {
  const base = basePathOf(provider);
  const routes = Object.entries(provider.operations)
    .map(([name, operation]) => ({
      name,
      operation,
      pattern: patternOf(base + operation.path),
      names: [...operation.path.matchAll(parameter)].map(([, inner = '']) => inner),
      literal: operation.path.replace(parameter, '').length,
    }))
    .sort((a, b) => b.literal - a.literal);
  return (method, path) => {
    for (const { name, operation, pattern, names } of routes) {
      const match = operation.method === method ? pattern.exec(path) : null;
      if (match) {
        const parameters = Object.fromEntries(names.map((key, index) => [key, decoded(match[index + 1] ?? '')]));
        return { name, operation, parameters };
      }
    }
    return undefined;
  };
}

/** What comes before each path in a provider's origin. */
export function basePathOf({ origin }: Pick<Provider, 'origin'>): string {
  return origin.replace(/^[a-z]+:\/\/[^/]*/i, '');
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^{}]+\}/).map(escapeRegex);
  return new RegExp(`^${parts.join('([^/]+)')}$`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
