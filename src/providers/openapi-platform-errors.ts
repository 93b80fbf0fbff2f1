import type { ErrorRow } from '../model/provider.ts';
import { openapiPlatformAccessErrors } from './openapi-platform-access-errors.ts';
import { openapiPlatformGrantErrors } from './openapi-platform-grant-errors.ts';
import { openapiPlatformPaymentErrors } from './openapi-platform-payment-errors.ts';
import { openapiPlatformRefundErrors } from './openapi-platform-refund-errors.ts';
import { openapiPlatformSystemErrors } from './openapi-platform-system-errors.ts';

/** The 47 codes of the document, in its order. */
export const openapiPlatformErrors: ErrorRow[] = [
  ...openapiPlatformAccessErrors,
  ...openapiPlatformSystemErrors,
  ...openapiPlatformPaymentErrors,
  ...openapiPlatformRefundErrors,
  ...openapiPlatformGrantErrors,
];
