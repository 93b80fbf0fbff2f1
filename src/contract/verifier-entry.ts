import { loadPact } from './pact-core.ts';
import type { VerifierAnswer, VerifierTask } from './verifier.ts';

/*
 * The entry of the process in which Pact verifies: native code writes to its standard output, and nothing else is to be in its way.
 */
process.once('message', async (task: VerifierTask) => {
  process.send?.(await verified(task), () => process.disconnect());
});

async function verified({ pact, provider, baseUrl, headers, states, events }: VerifierTask): Promise<VerifierAnswer> {
  try {
    const core = await loadPact('verify a contract');
    const transport = events && new URL(events);
    // A CommonJS module: its own default is under ours.
    const text = await core.default.default.verifyPacts({
      provider,
      providerBaseUrl: baseUrl,
      pactUrls: [pact],
      logLevel: 'error',
      ...(Object.keys(headers).length > 0 && { customProviderHeaders: headers }),
      ...(states !== undefined && { providerStatesSetupUrl: states, providerStatesSetupBody: true }),
      ...(transport && {
        transports: [{ protocol: 'message', port: Number(transport.port), path: transport.pathname, scheme: 'http' }],
      }),
    });
    return { text };
  } catch (error) {
    // A verification that fails is an error, too, and its message is the result; anything else is why there is none.
    const { message } = error instanceof Error ? error : new Error(String(error));
    return message.startsWith('{') ? { text: message } : { failed: message };
  }
}
