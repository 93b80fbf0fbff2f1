import { registerHooks } from 'node:module';

/*
 * Preloaded before Stryker: its mocha-runner 10.0.0 asks for three insides of mocha by the names that they had until mocha 12, which calls them
 * `.cjs`. To be deleted with the release that knows them: https://github.com/stryker-mutator/stryker-js/pull/6205
 */
registerHooks({
  resolve: (specifier, context, next) =>
    next(/[\\/]mocha[\\/]lib[\\/]cli[\\/][a-z-]+$/.test(specifier) ? `${specifier}.cjs` : specifier, context),
});
