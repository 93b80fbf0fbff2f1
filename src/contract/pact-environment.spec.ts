import { expect } from 'chai';
import { pactEnvironment } from './pact-environment.ts';

describe('the environment of Pact', () => {
  it('knows no broker, no proxy and nobody who counts', () => {
    const env = {
      PATH: '/bin',
      PACT_BROKER_TOKEN: 'secret',
      https_proxy: 'http://proxy',
      ALL_PROXY: 'http://proxy',
      LOG_LEVEL: 'trace',
    };
    expect(pactEnvironment(env)).to.deep.equal({ PATH: '/bin', LOG_LEVEL: 'error', PACT_DO_NOT_TRACK: 'true' });
  });
});
