/** What a caller is told when a payment session could not be made. */
export class PaymentFailed extends Error {
  constructor(outcome, category, code) {
    super(`Payment ${outcome}: ${code ?? category}`);
    this.name = 'PaymentFailed';
    Object.assign(this, { outcome, category, code });
  }
}

const attempts = 3;
const categories = { 401: 'authentication', 404: 'not_found', 409: 'conflict', 429: 'rate_limit' };
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes payment sessions at Banked: three attempts, and one idempotency key for all of them. */
export class Payments {
  constructor(baseUrl, { key, secret }) {
    this.url = `${baseUrl}/v2/payment_sessions`;
    this.authorization = `Basic ${btoa(`${key}:${secret}`)}`;
  }

  async create(input, idempotencyKey) {
    for (let attempt = 1; ; attempt++) {
      const failure = await this.#send(input, idempotencyKey);
      if (failure === undefined) return;
      if (failure.final || attempt === attempts) throw failure;
      await wait(Math.max(500 * attempt, Math.min(failure.waitMs, 60_000)));
    }
  }

  /** Sends it once, and tells why it failed. Where nobody can know whether it happened, that is what it says. */
  async #send(input, idempotencyKey) {
    const headers = { authorization: this.authorization, 'idempotency-key': idempotencyKey };
    let response;
    let body;
    try {
      const signal = AbortSignal.timeout(10_000);
      response = await fetch(this.url, { method: 'POST', headers, body: JSON.stringify(input), signal });
      body = await response.text().then(JSON.parse);
    } catch {
      return this.#doubt(response);
    }
    const { status } = response;
    if (response.ok) return typeof body?.id === 'string' ? undefined : new PaymentFailed('unknown', 'malformed');
    const [error] = Array.isArray(body?.errors) ? body.errors : [];
    const code = typeof error?.code === 'string' ? error.code : undefined;
    if (status >= 500) return this.#doubt(response, code);
    // What the reply lists as done has been done, although something else failed.
    const outcome = body?.successes?.length > 0 ? 'unknown' : 'failed';
    return Object.assign(new PaymentFailed(outcome, categories[status] ?? 'validation', code), { final: true });
  }

  #doubt(response, code) {
    const category = response === undefined ? 'network' : response.ok ? 'malformed' : code ? 'internal' : 'unavailable';
    const asked = response?.headers.get('retry-after') ?? '';
    const waitMs = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
    return Object.assign(new PaymentFailed('unknown', category, code), { waitMs: Number.isNaN(waitMs) ? 0 : waitMs });
  }
}
