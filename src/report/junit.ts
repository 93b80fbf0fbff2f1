import { plain } from '../model/plain.ts';
import type { ClientReport, Report, RequirementResult } from '../model/report.ts';
import { noPaint } from './paint.ts';
import { worstFinding } from './text-findings.ts';
import { waiverTroubles } from './waiver-troubles.ts';
import { xmlElement, xmlText } from './xml.ts';

/** One test, and its outcome where it is more than passed. */
interface TestCase {
  name: string;
  outcome?: { word: 'failure' | 'error' | 'skipped'; type: string; message: string; text: string };
}

const width = 100;

/**
 * The report as JUnit XML, in the form that Jenkins (`junit-10.xsd` of its xUnit plugin) and GitLab read: a suite a client, a test
 * a requirement, and one each happy path. Failed: `failure`, with what the terminal would say; inconclusive: `error`; not applicable, waived or by
 * hand: `skipped`. It holds no times: the time of a scenario is virtual.
 */
export function renderJunit({ clients, waivers }: Report): string {
  const suites = [
    ...clients.map((client) => ({ name: plain(client.client), cases: casesOf(client) })),
    ...waiverSuite(waivers),
  ];
  const lines = suites.flatMap(({ name, cases }) => [
    `  ${open('testsuite', { name, ...counts(cases), skipped: count(cases, 'skipped') })}`,
    ...cases.map((one) => `    ${caseElement(name, one)}`),
    '  </testsuite>',
  ]);
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    open('testsuites', { name: 'sadpath', ...counts(all) }),
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

function open(name: string, attributes: Record<string, string | number>): string {
  return xmlElement(name, attributes).replace(/\/>$/, '>');
}

function counts(cases: TestCase[]): Record<string, number> {
  return { tests: cases.length, failures: count(cases, 'failure'), errors: count(cases, 'error') };
}

function count(cases: TestCase[], wanted: string): number {
  return cases.filter(({ outcome }) => outcome?.word === wanted).length;
}

function caseElement(classname: string, { name, outcome }: TestCase): string {
  if (!outcome) return xmlElement('testcase', { name, classname });
  const { word, type, message, text } = outcome;
  return xmlElement('testcase', { name, classname }, [xmlElement(word, { message, type }, [xmlText(text)])]);
}

/** Waivers that fail the run, a test each: a run that fails without a failed test is a riddle. */
function waiverSuite(waivers: Report['waivers']): { name: string; cases: TestCase[] }[] {
  const cases = waiverTroubles(waivers).map(({ what, sentence }): TestCase => {
    return { name: what, outcome: { word: 'failure', type: 'waiver', message: sentence, text: sentence } };
  });
  return cases.length === 0 ? [] : [{ name: 'waivers', cases }];
}

/** The happy paths are tests too: where one fails nothing else may have been played. */
function casesOf(client: ClientReport): TestCase[] {
  const controls = client.controls.map(({ operation, passed, reason = 'the happy path failed' }): TestCase => {
    const name = `control/${plain(operation)}`;
    return passed ? { name } : { name, outcome: because('error', 'control', [reason]) };
  });
  return [...controls, ...client.requirements.map((requirement) => caseOf(client, requirement))];
}

function caseOf(client: ClientReport, requirement: RequirementResult): TestCase {
  const { judged, verdict, reasons } = requirement;
  const name = plain(requirement.id);
  if (judged === 'by-hand')
    return { name, outcome: because('skipped', 'by-hand', ['to be judged by hand: no traffic can show it']) };
  switch (verdict) {
    case 'pass':
      return { name };
    case 'fail':
      return { name, outcome: failureOf(client, requirement) };
    case 'inconclusive':
      return { name, outcome: because('error', verdict, reasons) };
    case 'not-applicable':
    case 'waived':
      return { name, outcome: because('skipped', verdict, reasons) };
  }
}

function failureOf({ client, findings }: ClientReport, { id }: RequirementResult): NonNullable<TestCase['outcome']> {
  const own = findings.filter(({ requirement }) => requirement === id);
  const [worst] = own;
  return {
    word: 'failure',
    type: worst ? `${worst.severity} ${plain(worst.check, 60)}` : 'fail',
    message: worst ? plain(worst.message, 400) : 'a check failed',
    text: own
      .map((finding) => `\n${worstFinding({ client, finding }, { paint: noPaint, width }).join('\n')}\n`)
      .join(''),
  };
}

function because(word: 'error' | 'skipped', type: string, reasons: string[]): NonNullable<TestCase['outcome']> {
  const told = reasons.map((reason) => plain(reason, 400));
  return { word, type, message: told[0] ?? type, text: told.join('\n') };
}
