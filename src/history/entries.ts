import type * as v from 'valibot';

/**
 * The entries of an object schema for a type of the model: every key, no other, each with the model's type. A schema that
 * `satisfies` it cannot drift from the model unseen.
 */
export type Entries<T> = { [K in keyof T]-?: v.GenericSchema<unknown, Exclude<T[K], undefined>> };
