import { axios } from './axios.ts';
import { globalFetch } from './global-fetch.ts';
import { got } from './got.ts';
import { ky } from './ky.ts';
import { nodeFetch } from './node-fetch.ts';
import { nodeHttp, nodeHttps } from './node-http.ts';
import { undici } from './undici.ts';
import type { Way } from './way.ts';

/** Every way to bound a call, stack by stack. */
export const ways: Way[] = [
  ...globalFetch,
  ...undici,
  ...nodeHttp,
  ...nodeHttps,
  ...axios,
  ...got,
  ...ky,
  ...nodeFetch,
];
