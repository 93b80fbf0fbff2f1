/**
 * The environment in which Pact runs. It reads settings and passwords of brokers from there, and none of them is meant for us; and a proxy
 * would be asked for the loopback, too.
 */
export function pactEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !/^PACT_|^(http|https|all)_proxy$/i.test(name));
  return { ...Object.fromEntries(own), LOG_LEVEL: 'error', PACT_DO_NOT_TRACK: 'true' };
}
