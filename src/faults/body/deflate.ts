/** Bytes as they are, or one byte so many times. */
export type Run = Uint8Array | { byte: number; times: number };

/** The longest match that deflate can tell of (RFC 1951, 3.2.5). */
const longest = 258;

/**
 * Writes bytes as one deflate block with the fixed codes of RFC 1951, 3.2.6. A run of one byte becomes matches with the byte before,
 * 13 bits for every 258 bytes; everything else is written out. Node's zlib is no choice here: faults are played in browsers, too.
 */
export function deflate(runs: readonly Run[]): Uint8Array<ArrayBuffer> {
  const bits = new Bits(
    runs.reduce((sum, run) => sum + (isRun(run) ? run.times / 100 + longest : run.length), 0) * 1.2,
  );
  // The last block, with fixed codes.
  bits.put(0b011, 3);
  for (const run of runs) {
    if (!isRun(run)) {
      for (const byte of run) literal(bits, byte);
      continue;
    }
    const matches = run.times === 0 ? 0 : Math.floor((run.times - 1) / longest);
    for (let rest = run.times - matches * longest; rest > 0; rest -= 1) literal(bits, run.byte);
    for (let match = 0; match < matches; match += 1) {
      code(bits, 0b11000101, 8);
      code(bits, 0, 5);
    }
  }
  code(bits, 0, 7);
  return bits.bytes();
}

function isRun(run: Run): run is { byte: number; times: number } {
  return 'times' in run;
}

function literal(bits: Bits, byte: number): void {
  if (byte < 144) code(bits, 0b00110000 + byte, 8);
  else code(bits, 0b110010000 + byte - 144, 9);
}

/** Codes go with their highest bit first, all else with its lowest (RFC 1951, 3.1.1). */
function code(bits: Bits, value: number, length: number): void {
  for (let bit = length - 1; bit >= 0; bit -= 1) bits.put((value >> bit) & 1, 1);
}

/** Bits in the order of deflate: from the lowest of each byte on. */
class Bits {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(mostBytes: number) {
    this.#bytes = new Uint8Array(Math.ceil(mostBytes) + 16);
  }

  put(value: number, count: number): void {
    for (let bit = 0; bit < count; bit += 1) {
      const place = this.#length >> 3;
      this.#bytes[place] = (this.#bytes[place] ?? 0) | (((value >> bit) & 1) << (this.#length & 7));
      this.#length += 1;
    }
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, (this.#length + 7) >> 3);
  }
}
