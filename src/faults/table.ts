import { dns } from './dns.ts';
import { empty } from './empty.ts';
import type { Fault } from './fault.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { refused } from './refused.ts';
import { reset } from './reset.ts';
import { stall } from './stall.ts';

/** Every fault by its name in a tape. */
export const faults: Readonly<Record<string, Fault>> = Object.fromEntries(
  [dns, empty, html, json, refused, reset, stall].map((fault) => [fault.name, fault]),
);
