import { expect } from 'chai';
import { openapiPlatform } from 'sadpath/providers';
import { categoryOfResult, categoryOfStatus } from './category.ts';

describe('categoryOfResult', () => {
  it('knows every code of the document, as one of the categories that it allows', () => {
    for (const { code = '', types = [], expect: accepted } of openapiPlatform.errors) {
      expect(accepted.category, code).to.include(categoryOfResult(types[0] ?? '', code));
    }
  });

  it('makes nothing up about other codes', () => {
    for (const code of ['SOME_FUTURE_CODE', 'toString', '', undefined]) {
      expect(['S', 'F', 'U', 'X'].map((status) => categoryOfResult(status, code))).to.eql(Array(4).fill('unknown'));
      expect(categoryOfResult('A', code)).to.equal('pending');
    }
  });
});

describe('categoryOfStatus', () => {
  it('gives a status its usual meaning', () => {
    const statuses = [200, 302, 400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504];
    expect(statuses.map(categoryOfStatus)).to.eql([
      'malformed',
      'unknown',
      'validation',
      'authentication',
      'permission',
      'not_found',
      'timeout',
      'conflict',
      'rate_limit',
      'internal',
      'unavailable',
      'unavailable',
      'unavailable',
    ]);
  });
});
