import { fixtures } from '../fixtures/all.ts';
import type { ProviderId } from '../fixtures/parts/protocol.ts';
import type { Provider } from '../model/provider.ts';
import { banked } from '../providers/banked.ts';
import { openapiPlatform } from '../providers/openapi-platform.ts';
import { paysg } from '../providers/paysg.ts';
import { useepay } from '../providers/useepay.ts';
import { type Config, defineConfig } from './define-config.ts';

const providers: Record<ProviderId, Provider> = { banked, paysg, useepay, 'openapi-platform': openapiPlatform };

/** The config of `sadpath selftest`: every fixture, loaded in its children like any config. */
const config: Config = defineConfig({
  clients: fixtures.map(({ provider, client }) => ({ ...client, provider: providers[provider] })),
});

export default config;
