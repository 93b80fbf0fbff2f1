import type { Fault } from './fault.ts';

/** Where the gateway's redirect leads: a host of somebody else's, under a domain that nobody can own (RFC 2606, 2). */
const elsewhere = 'https://elsewhere.sadpath.test/moved';

/** A gateway sends the client to another origin (RFC 9110, 15.4): a login, a maintenance page, a host that was renamed. */
export const redirect: Fault = {
  name: 'redirect',
  summary: 'a gateway redirects to another origin',
  stage: 'edge',
  statuses: [302, 303, 307, 308],
  // Whoever names another address has not acted on the request, and neither has anybody behind it.
  family: () => 'refusal',
  apply: (_reply, { status = 302 }) => ({ status, headers: { location: elsewhere }, body: '' }),
};
