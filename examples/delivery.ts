/** A delivery of an event, as a web framework hands it on. */
export interface Delivery {
  /** Path of the URL that it was sent to. */
  path: string;
  /** By names in lower case. */
  headers: Record<string, string | undefined>;
  /** The raw body, as it came: a signature is over these very characters, and not over what they mean. */
  body: string;
}
