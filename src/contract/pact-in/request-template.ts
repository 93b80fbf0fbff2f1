import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { nameOf } from './body-leaves.ts';
import { isKey, literal } from './template-text.ts';

/** What the field is called that tells one order from the next, the likeliest first. */
const markerNames = [
  ...['reference', 'referenceid', 'merchantreference', 'clientreference', 'clientreferenceid', 'externalreference'],
  ...['externalid', 'orderid', 'merchantorderid', 'orderreference', 'ordernumber', 'paymentrequestid', 'requestid'],
  ...['merchanttransactionid', 'transactionid', 'invoiceid', 'invoicenumber', 'order', 'ref'],
];

/**
 * The body of a request as the input of an operation, and the field in it that can carry a marker.
 *
 * @param marked whether it is to carry one.
 */
export function requestTemplate(body: Json | undefined, marked: boolean): { input: JsonObject; intentField?: string } {
  const input = literal(isJsonObject(body) ? body : {});
  if (!isJsonObject(input) || !marked) return { input: isJsonObject(input) ? input : {} };
  const [marker] = textsIn(input)
    .flatMap((path) => {
      const rank = markerNames.indexOf(nameOf(path.at(-1) ?? ''));
      return rank < 0 ? [] : [{ path, rank }];
    })
    .toSorted((a, b) => a.path.length - b.path.length || a.rank - b.rank);
  return marker ? { input: withMarker(input, marker.path), intentField: marker.path.join('.') } : { input };
}

/** The way to each text that `a.b` can name: through objects, and by keys without dots. */
function textsIn(value: JsonObject, above: string[] = []): string[][] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key.includes('.') || !isKey(key) || above.length > 3) return [];
    if (typeof inner === 'string') return [[...above, key]];
    return isJsonObject(inner) ? textsIn(inner, [...above, key]) : [];
  });
}

function withMarker(value: JsonObject, [key = '', ...rest]: readonly string[]): JsonObject {
  const inner = value[key];
  return { ...value, [key]: rest.length > 0 && isJsonObject(inner) ? withMarker(inner, rest) : '$marker' };
}
