import type { Leak } from '../model/case.ts';
import type { WireReply, WireRequest } from '../model/reply.ts';
import type { Sender } from '../sandbox/play.ts';
import { credentialForms, type Secrets, shows } from './credential-forms.ts';

/** Knows where redirects have led, so that a request that goes there is nobody's mistake but its sender's. */
export interface Elsewhere {
  /** A reply to a request leaves: if it redirects to another origin, that is somebody else's from now on. */
  sent(reply: WireReply, request: WireRequest, sender: Sender): void;
  /** Who sent a request there: the client's platform, following the redirect, or its own code. `undefined`: it does not go there. */
  visit(request: WireRequest, sender: Sender): 'followed' | 'elsewhere' | undefined;
}

/** What somebody else answers: a page that is nobody's success. */
export const strangersPage: WireReply = {
  status: 404,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Not found</title><h1>Not found</h1>',
};

interface Redirect {
  location: URL;
  sender: Sender;
  /** A stack without a name of its own has followed it. */
  spent: boolean;
}

/** `own`: the origin that the client is meant to send its requests to. It is never somebody else's. */
export function watchElsewhere(own: string): Elsewhere {
  const redirects: Redirect[] = [];
  return {
    sent({ status, headers }, { url }, sender) {
      const location = status >= 300 && status < 400 ? locationOf(headers.location, url) : undefined;
      if (!location || [new URL(own).origin, new URL(url).origin].includes(location.origin)) return;
      redirects.push({ location, sender, spent: false });
    },
    visit({ url }, sender) {
      const there = redirects.filter(({ location }) => location.origin === new URL(url).origin);
      if (there.length === 0) return undefined;
      const followed = there.find((one) => isFollowing(one, url, sender));
      if (followed) followed.spent = true;
      return followed ? 'followed' : 'elsewhere';
    },
  };
}

/** One call of fetch that goes there is certain to follow; of other stacks the first request after the redirect is taken to. */
function isFollowing({ location, sender: redirected, spent }: Redirect, url: string, sender: Sender): boolean {
  if (location.href !== url) return false;
  if (sender.door === 'fetch') return sender.fetch !== undefined && sender.fetch === redirected.fetch;
  return redirected.door === 'socket' && !spent;
}

function locationOf(location: string | undefined, base: string): URL | undefined {
  if (location === undefined || !URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  url.hash = '';
  return url;
}

/** The credentials that a request carries: in its URL, its headers or its body. */
export function carriedBy(secrets: Secrets, { url, headers, body }: WireRequest): Pick<Leak, 'credential'>[] {
  const texts = [url, ...Object.values(headers), body];
  return credentialForms(secrets)
    .filter((credential) => texts.some((text) => shows(text, credential)))
    .map(({ name }) => ({ credential: name }));
}
