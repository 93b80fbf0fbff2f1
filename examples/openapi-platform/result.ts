import { isRecord, type Unchecked } from '../json.ts';

/** The `result` object that is in every reply of the platform. */
export interface Result {
  /** `S` succeeded, `F` failed, `U` not known, `A` accepted; another one means nothing that the document tells. */
  status: string;
  code?: string;
  /** The platform's own words. */
  message?: string;
}

/** The result object in a body; `undefined` when there is none that names a result status. */
export function readResult(body: unknown): Result | undefined {
  const result: Unchecked = isRecord(body) && isRecord(body.result) ? body.result : {};
  const { resultStatus: status, resultCode: code, resultMessage: message } = result;
  if (typeof status !== 'string') return undefined;
  return {
    status,
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && { message }),
  };
}
