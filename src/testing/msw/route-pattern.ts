import { escapeRegex } from '../../model/escape-regex.ts';
import { SadpathError } from '../../model/failure.ts';
import type { Operation, Provider } from '../../model/provider.ts';

/** Where requests for one operation go, and the same request as the catalogue would write it. */
export interface RoutePattern {
  /** Matches a URL without its query. */
  pattern: RegExp;
  /** The URL of the catalogue's own origin that a matching URL stands for. */
  rewrite(url: string): string;
}

/**
 * The pattern of an operation under an origin: a URL, or `*` for any host and any path before the operation's own.
 *
 * @throws {SadpathError} where the origin is neither.
 */
export function routePattern({ origin }: Provider, { path }: Operation, under: string): RoutePattern {
  const literals = path.split(/\{[^{}]+\}/);
  const parameters = literals.map(escapeRegex).join('([^/?#]+)');
  const pattern = new RegExp(`^${under === '*' ? '[^?#]*?' : escapeRegex(baseOf(under))}${parameters}$`);
  return {
    pattern,
    rewrite(url) {
      const [clean = ''] = url.split(/[?#]/, 1);
      const values = pattern.exec(clean)?.slice(1) ?? [];
      return `${origin}${String.raw({ raw: literals }, ...values)}${new URL(url).search}`;
    },
  };
}

function baseOf(origin: string): string {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '')
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  throw new SadpathError({
    to: `mock the origin ${JSON.stringify(origin)}`,
    because: 'it is no http or https URL',
    next: 'Write one such as "https://api.example.com/base", or "*" for any.',
  });
}
