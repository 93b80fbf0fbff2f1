import { conformance } from 'sadpath';
import { bankedFetch } from './sadpath.ts';

// What the document says, row by row. What no document says (`wire/…`) `npx sadpath run` plays, too.
conformance(bankedFetch, { only: ['banked'] });
