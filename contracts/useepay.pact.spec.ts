import { useepayGot } from '../examples/useepay/sadpath.ts';
import { reliesOn } from './rely-on.ts';

reliesOn(useepayGot);
