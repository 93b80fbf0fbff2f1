import { bankedFetch } from '../examples/banked/sadpath.ts';
import { reliesOn } from './rely-on.ts';

reliesOn(bankedFetch);
