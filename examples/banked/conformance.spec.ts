import { conformance } from 'sadpath';
import { bankedFetch } from './sadpath.ts';

conformance(bankedFetch);
