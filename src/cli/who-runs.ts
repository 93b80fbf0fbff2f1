import { userInfo } from 'node:os';

/** The variables by which a CI says whose change it runs for. */
const actors = [
  'GITHUB_ACTOR',
  'GITLAB_USER_LOGIN',
  'BUILD_REQUESTEDFOR',
  'CIRCLE_USERNAME',
  'BITBUCKET_STEP_TRIGGERER_UUID',
];

/** Who runs this: whom the CI names, else the machine's user. */
export function whoRuns(env: NodeJS.ProcessEnv): string {
  const actor = actors.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return actor ?? (env.CI ? 'CI' : userInfo().username);
}
