import type { Place } from './body-leaves.ts';

/** What a reader of a generated catalogue should know of one place of it: it becomes a comment there. */
export interface Remark {
  /** Keys and indexes from the top of the catalogue down. */
  place: Place;
  text: string;
}
