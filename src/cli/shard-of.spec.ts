import { expect } from 'chai';
import { SadpathError } from '../model/failure.ts';
import { shardOf } from './shard-of.ts';

const gitlab = { GITLAB_CI: 'true', CI_NODE_INDEX: '2', CI_NODE_TOTAL: '3' };
const circle = { CIRCLECI: 'true', CIRCLE_NODE_INDEX: '2', CIRCLE_NODE_TOTAL: '3' };
const buildkite = { BUILDKITE: 'true', BUILDKITE_PARALLEL_JOB: '2', BUILDKITE_PARALLEL_JOB_COUNT: '3' };

describe('the shard to play', () => {
  const found: [string, Record<string, string>, string][] = [
    ['is the whole run where nothing tells', {}, '1/1'],
    ['is told by GitLab, from 1', gitlab, '2/3'],
    ['is told by CircleCI, from 0', circle, '3/3'],
    ['is told by Buildkite, from 0', buildkite, '3/3'],
    ['is the first of CircleCI', { ...circle, CIRCLE_NODE_INDEX: '0' }, '1/3'],
    ['is the first of Buildkite', { ...buildkite, BUILDKITE_PARALLEL_JOB: '0' }, '1/3'],
    ['is the whole run in a GitLab job that is not parallel', { GITLAB_CI: 'true', CI_NODE_TOTAL: '1' }, '1/1'],
    [
      'is the whole run in a CircleCI job that is not',
      { ...circle, CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '1' },
      '1/1',
    ],
    ['is the whole run in a Buildkite job that is not', { BUILDKITE: 'true' }, '1/1'],
    ['is the whole run where the variables are empty', { ...gitlab, CI_NODE_INDEX: '' }, '1/1'],
    ['is no business of another CI with variables of those names', { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '3' }, '1/1'],
  ];
  for (const [what, env, shard] of found) it(what, () => expect(shardOf(undefined, env)).to.equal(shard));

  it('is the flag where one is given, whatever the CI says', () => {
    expect(shardOf('1/1', gitlab)).to.equal('1/1');
    expect(shardOf('4/5', { ...gitlab, CI_NODE_INDEX: 'nonsense' })).to.equal('4/5');
  });

  for (const flag of ['', '2', '0/3', '4/3', '2/0', '2/3/4', 'a/b', '-1/3', '1.5/3', '02/3', ' 2/3']) {
    it(`is not ${JSON.stringify(flag)}`, () =>
      expect(() => shardOf(flag, gitlab)).to.throw(
        SadpathError,
        /^Failed to read --shard .*: it takes i\/n, two whole numbers with i from 1 to n\. Pass --shard 2\/3 /,
      ));
  }

  const nonsense: Record<string, string>[] = [
    { ...gitlab, CI_NODE_INDEX: '0' },
    { ...gitlab, CI_NODE_INDEX: '4' },
    { ...gitlab, CI_NODE_TOTAL: 'x' },
    { ...gitlab, CI_NODE_INDEX: '-1' },
    { ...circle, CIRCLE_NODE_INDEX: '3' },
    { ...buildkite, BUILDKITE_PARALLEL_JOB: '1e0' },
  ];
  for (const env of nonsense) {
    it(`is not ${Object.values(env).slice(1).join(' of ')} of ${Object.keys(env)[0]}`, () =>
      expect(() => shardOf(undefined, env)).to.throw(
        SadpathError,
        /^Failed to read the shard from [A-Z_]+=\S+ and [A-Z_]+=\S+: they should .*\. Pass --shard i\/n, or --shard 1\/1 /,
      ));
  }

  it('is refused in one line, whatever it holds', () => {
    expect(() => shardOf('a\nb\u001b[31m', {})).to.throw(SadpathError, '--shard a\\nb\\x1b[31m: ');
  });
});
