import { expect } from 'chai';
import { defineProvider } from './define-provider.ts';
import { rowOf, type ShownError } from './row-of.ts';
import { sampleProvider } from './sample-provider.spec.ts';

const provider = defineProvider(sampleProvider());

describe('rowOf', () => {
  const cases: [string, ShownError, string | undefined][] = [
    ['a code', { status: 401, codes: ['unauthorized'] }, 'errors/unauthorized'],
    ['a code under another status', { status: 500, codes: ['unauthorized'] }, 'errors/unauthorized'],
    ['a code before its type', { status: 409, codes: ['key_used'], type: 'request_error' }, 'errors/key_used'],
    ['a code before a status', { status: 429, codes: ['key_used'] }, 'errors/key_used'],
    ['the first known code', { status: 400, codes: ['odd', 'key_open', 'key_used'] }, 'errors/key_open'],
    ['the type of an unknown code', { status: 400, codes: ['odd'], type: 'request_error' }, 'types/request_error'],
    ['a type without a code', { status: 429, codes: [], type: 'request_error' }, 'types/request_error'],
    ['a status without a code', { status: 429, codes: [] }, 'statuses/429'],
    ['a status without a known type', { status: 429, codes: [], type: 'odd' }, 'statuses/429'],
    ['the sample of a status', { status: 429, codes: ['slow_down'], type: 'request_error' }, 'statuses/429'],
    ['the sample of another status', { status: 400, codes: ['slow_down'] }, undefined],
    ['the sample of a type', { status: 400, codes: ['odd_request'] }, 'types/request_error'],
    ['an unknown code under a known status', { status: 429, codes: ['odd'] }, undefined],
    ['an unknown code of an unknown type', { status: 400, codes: ['odd'], type: 'odd' }, undefined],
    ['an unknown status', { status: 418, codes: [] }, undefined],
    ['a name of the prototype', { status: 400, codes: ['constructor'], type: 'toString' }, undefined],
  ];
  for (const [name, shown, id] of cases) {
    it(`${name}: ${id ?? 'no row'}`, () => {
      expect(rowOf(provider, shown)?.id).to.equal(id && `pay-now/${id}`);
    });
  }
});
