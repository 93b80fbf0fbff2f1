import { randomUUID } from 'node:crypto';

/** Where Banked is, and who asks. */
export interface NaiveBankedOptions {
  baseUrl: string;
  key: string;
  secret: string;
}

/** A payment session, hopefully. */
export interface Session {
  id: string;
  reference: string;
  state: string;
  url?: string;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Banked as many teams would ship it: each line passes review, and sadpath tells what it costs. Not to be copied. */
export class NaiveBankedClient {
  private options: NaiveBankedOptions;

  constructor(options: NaiveBankedOptions) {
    this.options = options;
  }

  /** Creates a payment session. Throws when that failed. */
  async createPaymentSession(input: object): Promise<Session> {
    const session = await this.request('POST', '/v2/payment_sessions', input);
    if (session === null) throw new Error('Payment session could not be created');
    return session;
  }

  /** Reads a payment session; `null` when there is none. */
  getPaymentSession(id: string): Promise<Session | null> {
    return this.request('GET', `/v2/payment_sessions/${id}`);
  }

  private async request(method: string, path: string, body?: object): Promise<Session | null> {
    const { baseUrl, key, secret } = this.options;
    let lastError: unknown;

    for (let attempt = 1; attempt <= 3; attempt++) {
      try {
        const response = await fetch(`${baseUrl}${path}`, {
          method,
          headers: {
            Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
            'Content-Type': 'application/json',
            'Idempotency-Key': randomUUID(),
          },
          body: body ? JSON.stringify(body) : null,
          signal: AbortSignal.timeout(10_000),
        });
        if (response.status === 404) return null;

        const data = JSON.parse(await response.text());
        if (response.ok) return data;
        lastError = new Error(data.errors[0].title);
      } catch (error) {
        lastError = error;
      }
      await wait(250 * attempt);
    }

    throw lastError;
  }
}
