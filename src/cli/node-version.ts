/** The least version of Node that sadpath runs on: it strips types from a config, and has the hooks that the sandbox needs. */
const least = [22, 18] as const;

/** What to tell somebody whose Node is too old; undefined when it is not. */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = least;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `Failed to start sadpath: this is Node ${version}, and it needs ${least.join('.')} or later. Install one (npm install --save-dev node@24 brings one for npx and npm run).`;
}
