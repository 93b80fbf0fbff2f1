/** What we use of the published SDK, which brings no types of its own. */
declare module '@banked/node' {
  /** The reply as axios 0.19 gives it; `data` is text when the body is no JSON. */
  interface Reply {
    status: number;
    data: unknown;
  }

  /** Its keys live in the module: the latest instance speaks for all. */
  class Banked {
    constructor(keys: { api_key: string; secret_key: string });
    payments: {
      create(payment: object): Promise<Reply>;
      read(id: string): Promise<Reply>;
    };
    webhooks: {
      /** Throws where the header is missing or has no dot. */
      validate(given: { payload_header: string; payload: string; signature: string }): { isValid: boolean };
    };
  }

  export = Banked;
}
