import { paysgAxios } from '../examples/paysg/sadpath.ts';
import { reliesOn } from './rely-on.ts';

reliesOn(paysgAxios);
