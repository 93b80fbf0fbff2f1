import { HttpResponse, http } from 'msw/http';
import { setupServer } from 'msw/node';

const origin = 'https://banked.sadpath.test';
const credentials = `Basic ${btoa('pk_test_sadpath:sk_test_sadpath')}`;

/** One answer of the mocked provider. */
export type Answer = () => Response | 'ok' | 'ok, but the reply is lost in a 500';

/** The mocked provider. Listens from the suite's `before` on. */
export const server = setupServer();

/** What the mocked provider was asked, and what it has done. */
export interface Provider {
  requests: { key: string | null; body: string }[];
  /** By idempotency key. */
  sessions: Map<string, { id: string; reference: string; state: string }>;
}

/** A provider that gives these answers in turn, the last one for ever. */
export function providerAnswering(...answers: Answer[]): Provider {
  const provider: Provider = { requests: [], sessions: new Map() };
  const next = (): ReturnType<Answer> => answers[Math.min(provider.requests.length, answers.length) - 1]?.() ?? 'ok';
  const take = async (request: Request): Promise<string> => {
    const body = await request.text();
    provider.requests.push({ key: request.headers.get('idempotency-key'), body });
    return body;
  };
  const session = (key: string, body: string) => {
    const made = provider.sessions.get(key) ?? {
      id: `session-${provider.sessions.size + 1}`,
      reference: JSON.parse(body).reference,
      state: 'awaiting_provider',
    };
    provider.sessions.set(key, made);
    return made;
  };
  server.use(
    http.post(`${origin}/v2/payment_sessions`, async ({ request }) => {
      const body = await take(request);
      if (request.headers.get('authorization') !== credentials) return refused(401, ['unauthorized']);
      const answer = next();
      if (answer instanceof Response) return answer;
      const made = session(request.headers.get('idempotency-key') ?? '', body);
      return answer === 'ok' ? HttpResponse.json(made, { status: 201 }) : refused(500, ['internal']);
    }),
    http.get(`${origin}/v2/payment_sessions/:id`, async ({ request, params }) => {
      await take(request);
      if (request.headers.get('authorization') !== credentials) return refused(401, ['unauthorized']);
      const answer = next();
      return answer instanceof Response ? answer : HttpResponse.json({ id: params.id, state: 'awaiting_provider' });
    }),
  );
  return provider;
}

/** An error in Banked's envelope. */
export function refused(status: number, codes: string[]): Response {
  const errors = codes.map((code) => ({ code, source: { parameter: 'reference' }, title: `Title of ${code}` }));
  return HttpResponse.json({ errors }, { status });
}

/** A page of a gateway, with a Retry-After. */
export function unavailable(retryAfter: string): Response {
  return HttpResponse.html('<html><body>503 Service Unavailable</body></html>', {
    status: 503,
    headers: { 'retry-after': retryAfter },
  });
}
