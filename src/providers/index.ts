/** The catalogues that come with sadpath. */
export { banked } from './banked.ts';
export { paysg } from './paysg.ts';
