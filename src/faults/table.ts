import { cut } from './cut.ts';
import { cutChunked } from './cut-chunked.ts';
import { cutLying } from './cut-lying.ts';
import { cutUnframed } from './cut-unframed.ts';
import { dns } from './dns.ts';
import { drip } from './drip.ts';
import { earlyHints } from './early-hints.ts';
import { empty } from './empty.ts';
import type { Fault } from './fault.ts';
import { garbage } from './garbage.ts';
import { hangup } from './hangup.ts';
import { headerOverflow } from './header-overflow.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { redirect } from './redirect.ts';
import { refused } from './refused.ts';
import { reset } from './reset.ts';
import { stall } from './stall.ts';
import { stallBody } from './stall-body.ts';
import { trunc } from './trunc.ts';

/** Every fault by its name in a tape. */
export const faults: Readonly<Record<string, Fault>> = Object.fromEntries(
  [
    cut,
    cutChunked,
    cutLying,
    cutUnframed,
    dns,
    drip,
    earlyHints,
    empty,
    garbage,
    hangup,
    headerOverflow,
    html,
    json,
    redirect,
    refused,
    reset,
    stall,
    stallBody,
    trunc,
  ].map((fault) => [fault.name, fault]),
);
