import type { Json } from '../model/json.ts';
import { type Incoming, valuesOf } from './incoming.ts';

/** Something that exists at the provider: a payment session. */
export interface Resource {
  id: string;
  /** Its journey in the catalogue. */
  journey?: string;
  intent?: string;
  /** The marker it was made with; some operations address it by this. */
  marker?: string;
  /** As it was made, without the fields that come with a state. */
  body: Json;
  state?: string;
  /** States that the reads to come will show: see `nextState`. */
  upcoming: string[];
  /** Virtual milliseconds. */
  madeAt: number;
  /** How often each state has been shown. */
  shown: Map<string, number>;
}

/** What exists at the provider, by id. */
export class Resources {
  readonly #byId = new Map<string, Resource>();

  /** Does nothing where the id is taken. */
  add(resource: Resource): void {
    if (!this.#byId.has(resource.id)) this.#byId.set(resource.id, resource);
  }

  get(id: string): Resource | undefined {
    return this.#byId.get(id);
  }

  /** The last one that an intent has made, or that was given for it. */
  ofIntent(intent: string): Resource | undefined {
    return [...this.#byId.values()].findLast((known) => known.intent === intent && known.journey !== undefined);
  }

  /**
   * The resource that a request names: in its path where the path has parameters, else in its body or query. There by id, or
   * by the marker it was made with. `journey`: only resources of that kind, where an intent has made some of several kinds.
   */
  addressed(parameters: Record<string, string>, asked: Incoming, journey: string | undefined): Resource | undefined {
    const isOfKind = (known: Resource) => journey === undefined || known.journey === journey;
    const byIdOf = (name: string) => {
      const known = this.#byId.get(name);
      return known && isOfKind(known) ? known : undefined;
    };
    const inPath = Object.values(parameters);
    if (inPath.length > 0) return inPath.map(byIdOf).find((found) => found !== undefined);
    const names = valuesOf(asked);
    const byId = names.map(byIdOf).find((found) => found !== undefined);
    if (byId) return byId;
    const hasMarker = ({ marker }: Resource) => marker !== undefined && names.includes(marker);
    return [...this.#byId.values()].find((known) => isOfKind(known) && hasMarker(known));
  }
}
