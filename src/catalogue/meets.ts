import type { Row } from '../model/provider.ts';

/** Whether an operation can meet a row. */
export function meets({ operations }: Pick<Row, 'operations'>, operation: string): boolean {
  return operations === '*' || operations.includes(operation);
}
