import { AlipayRequestError, AlipaySdk } from 'alipay-sdk';
import { type Belief, type CallContext, type ClientDefinition, defineClient } from 'sadpath';
import { byCode } from './alipay.ts';
import { alipayGateway } from './alipay-exec-catalogue.ts';

const parts = {
  provider: alipayGateway,
  create: ({ credentials: { appId = '', privateKey = '', alipayPublicKey = '' } }) =>
    new AlipaySdk({ appId, privateKey, alipayPublicKey }),
  operations: {
    payTrade: (client: AlipaySdk, { input }: CallContext) =>
      client.exec('alipay.trade.pay', { bizContent: { outTradeNo: input.biz_content, totalAmount: '10.00' } }),
  },
} satisfies Pick<ClientDefinition<AlipaySdk, AlipaySdk>, 'provider' | 'create' | 'operations'>;

/** `exec` of the published `alipay-sdk` 4.14.0, for version 2 of the API, as its README has it used: the result code is looked at. */
export const alipayExec = defineClient({
  ...parts,
  name: 'alipay-sdk/exec',
  tells: ['outcome', 'category', 'code', 'message'],
  interpret: ({ threw, value, error }) => {
    if (threw) return afterError(error);
    const { code, sub, message } = resultIn(value);
    const told = { ...(sub === undefined ? {} : { code: sub }), ...(message === undefined ? {} : { message }) };
    if (code === '10000') return { outcome: 'succeeded' };
    if (code === '10003') return { outcome: 'pending', category: 'pending', ...told };
    if (code === '20000') return { outcome: 'unknown', category: 'unavailable', ...told };
    if (code === undefined) return { outcome: 'unknown', category: 'malformed' };
    return { ...(byCode[sub ?? ''] ?? { outcome: 'failed', category: ofResult[code] ?? 'validation' }), ...told };
  },
});

/** The same in the hands of a caller who takes a kept promise for a payment. */
export const alipayExecUnchecked = defineClient({
  ...parts,
  name: 'alipay-sdk/exec-unchecked',
  tells: ['outcome'],
  interpret: ({ threw }) => ({ outcome: threw ? 'unknown' : 'succeeded' }),
});

const ofResult: Record<string, NonNullable<Belief['category']>> = { 40006: 'permission' };

/** What it throws tells no status: nobody knows what happened. */
function afterError(error: unknown): Belief {
  if (!(error instanceof AlipayRequestError)) return { outcome: 'unknown', category: 'unknown' };
  const { message, responseDataRaw } = error;
  return { outcome: 'unknown', category: responseDataRaw === undefined ? 'network' : 'malformed', message };
}

function resultIn(value: unknown): Record<'code' | 'sub' | 'message', string | undefined> {
  const fields = Object.entries(typeof value === 'object' && value !== null ? value : {});
  const textOf = (name: string): string | undefined => {
    const found: unknown = fields.find(([key]) => key === name)?.[1];
    return typeof found === 'string' ? found : undefined;
  };
  return { code: textOf('code'), sub: textOf('subCode'), message: textOf('subMsg') };
}
