/** One element of DER (ITU-T X.690, 8.1): its tag, its length, its contents. */
export function element(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

export function sequence(...contents: Uint8Array[]): Buffer {
  return element(0x30, ...contents);
}

/** A whole number from 0 to 127. */
export function integer(value: number): Buffer {
  return element(0x02, Buffer.from([value]));
}

/** An object identifier, written with dots. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export function utf8(text: string): Buffer {
  return element(0x0c, Buffer.from(text));
}

/** A moment as `20300101000000Z`. */
export function generalizedTime(text: string): Buffer {
  return element(0x18, Buffer.from(text, 'latin1'));
}

export function bitString(bits: Uint8Array): Buffer {
  return element(0x03, Buffer.from([0]), bits);
}

export function octetString(bytes: Uint8Array): Buffer {
  return element(0x04, bytes);
}

export const yes: Buffer = element(0x01, Buffer.from([0xff]));

function lengthOf(length: number): number[] {
  if (length < 128) return [length];
  const bytes: number[] = [];
  for (let left = length; left > 0; left >>= 8) bytes.unshift(left & 0xff);
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}
