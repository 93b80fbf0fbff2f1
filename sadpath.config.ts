import { defineConfig } from 'sadpath';
import { bankedFetch } from './examples/banked/sadpath.ts';
import { openapiPlatformHttps } from './examples/openapi-platform/sadpath.ts';
import { paysgAxios } from './examples/paysg/sadpath.ts';
import { useepayGot } from './examples/useepay/sadpath.ts';

/** The repository's own clients: sound ones, which `npm start` has to find nothing about. */
export default defineConfig({ clients: [bankedFetch, paysgAxios, useepayGot, openapiPlatformHttps], seed: 1 });
