/** The catalogues that come with sadpath. */
export { banked } from './banked.ts';
export { http } from './http.ts';
export { openapiPlatform } from './openapi-platform.ts';
export { paysg } from './paysg.ts';
export { useepay } from './useepay.ts';
