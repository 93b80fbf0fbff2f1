import { openSandbox } from '../sandbox/sandbox.ts';

/*
 * `--import sadpath/register`: the sandbox stands before any module of the client is loaded, so that the client meets the faked
 * clock whatever it captures at import. Until a scenario is played, everything passes through to the platform.
 */
openSandbox();
