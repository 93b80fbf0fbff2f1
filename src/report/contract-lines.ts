import type { Held } from '../model/contract.ts';
import type { ClientReport, RequirementResult } from '../model/report.ts';
import { counted, grouped } from './amount.ts';
import { totalsOf, totalsWords } from './totals.ts';

/** One of three things that are easily taken for each other: a client that copes says nothing of the provider, nor does a simulator. */
export interface ContractLine {
  label: 'Handled by the client' | 'Kept by the simulator' | 'Verified against a sandbox';
  words: string;
  /** Something of the contract does not hold. */
  broken: boolean;
  /** When, by whom and where, after a comma; empty where that is not asked. */
  how: string;
}

/** How a format shows what a record holds. */
export interface ShownAs {
  name(text: string): string;
  address(text: string): string;
}

const notDone = 'not done';

/** What the client handled in this run; where it has a contract, what is known of that, each in a line of its own. */
export function contractLines(
  { requirements, contract }: Pick<ClientReport, 'requirements' | 'contract'>,
  { name, address }: ShownAs,
): ContractLine[] {
  const handled: ContractLine = {
    label: 'Handled by the client',
    words: handledWords(requirements),
    broken: false,
    how: '',
  };
  if (contract === undefined) return [handled];
  const { simulator, sandbox } = contract;
  return [
    handled,
    {
      label: 'Kept by the simulator',
      words: simulator ? heldWords(simulator, ' of its contract') : notDone,
      broken: isBroken(simulator),
      how: '',
    },
    {
      label: 'Verified against a sandbox',
      words: sandbox ? heldWords(sandbox) : notDone,
      broken: isBroken(sandbox),
      // The day is enough for people; the record has the hour.
      how: sandbox ? `, on ${name(sandbox.at.slice(0, 10))} by ${name(sandbox.by)}, at ${address(sandbox.url)}` : '',
    },
  ];
}

/** Facts of life and what a search has made up stand in no document. */
function handledWords(requirements: RequirementResult[]): string {
  const documented = requirements.filter(({ id }) => !/^(wire|search)\//.test(id));
  if (documented.every(({ judged }) => judged === 'by-hand')) return notDone;
  return totalsWords(totalsOf(documented), 'documented rows');
}

function heldWords({ held, of }: Held, whose = ''): string {
  const broken = of - held;
  if (broken > 0) return `${grouped(broken)} of ${counted(of, 'interaction')} ${broken === 1 ? 'does' : 'do'} not hold`;
  return `${of === 1 ? 'the one interaction' : `all ${counted(of, 'interaction')}`}${whose}`;
}

function isBroken(verified: Held | undefined): boolean {
  return verified !== undefined && verified.held < verified.of;
}
