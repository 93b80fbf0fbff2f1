import crypto, { getRandomValues, randomBytes, randomFill, randomFillSync, randomInt, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { chanceOf } from './chance.ts';
import { errorOf, lanes, playing, settled, url } from './stage.spec.ts';

const sources: Record<string, () => unknown> = {
  'Math.random': () => Math.random(),
  'crypto.randomUUID': () => crypto.randomUUID(),
  randomUUID: () => randomUUID(),
  'globalThis.crypto.randomUUID': () => globalThis.crypto.randomUUID(),
  randomBytes: () => randomBytes(8).toString('hex'),
  'randomBytes, called back': async () => (await promisify(randomBytes)(8)).toString('hex'),
  randomInt: () => randomInt(1_000_000),
  'randomInt, called back': () => new Promise((resolve) => randomInt(0, 1_000_000, (_error, value) => resolve(value))),
  randomFillSync: () => randomFillSync(new Uint8Array(8)).join(),
  randomFill: () => new Promise((resolve) => randomFill(new Uint8Array(8), (_error, view) => resolve(view.join()))),
  'crypto.getRandomValues': () => crypto.getRandomValues(new Uint8Array(8)).join(),
  getRandomValues: () => getRandomValues(new Uint8Array(8)).join(),
  'globalThis.crypto.getRandomValues': () => globalThis.crypto.getRandomValues(new Uint32Array(2)).join(),
};

const draw = async (source: () => unknown, chance: string): Promise<unknown> =>
  settled(await playing('fetch', async () => [await source(), await source()], undefined, { chance }));

describe('chance', () => {
  for (const [name, source] of Object.entries(sources)) {
    it(`${name} comes from the seed`, async () => {
      const first = await draw(source, 'a');
      expect(await draw(source, 'a')).to.deep.equal(first);
      expect(await draw(source, 'b')).not.to.deep.equal(first);
      expect(first).to.satisfy(([one, two]: unknown[]) => one !== two);
    });

    it(`${name} is the platform's own outside`, async () => {
      const outside: unknown[] = [];
      for (const _ of [1, 2]) {
        await draw(source, 'a');
        outside.push([await source(), await source()]);
      }
      expect(outside[0]).not.to.deep.equal(outside[1]);
    });
  }

  it('makes well-formed values', async () => {
    const recorded = await playing('fetch', async () => {
      const ints = Array.from({ length: 500 }, () => randomInt(3, 6));
      const numbers = Array.from({ length: 500 }, () => Math.random());
      return {
        uuid: randomUUID(),
        ints: [...new Set(ints)].sort(),
        range: numbers.every((number) => number >= 0 && number < 1),
        mean: numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
        bytes: new Set(randomBytes(5_000)).size,
      };
    });
    const { uuid, ints, range, mean, bytes } = settled(recorded);
    expect(uuid).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ints).to.deep.equal([3, 4, 5]);
    expect(range).to.equal(true);
    expect(mean).to.be.within(0.4, 0.6);
    expect(bytes).to.equal(256);
  });

  it('fills only the part that is asked for, counted in elements', async () => {
    const recorded = await playing('fetch', async () => [
      randomFillSync(new Uint8Array(6), 2, 2),
      randomFillSync(new Uint16Array(4), 1, 2),
      new Uint8Array(Reflect.apply(randomFillSync, undefined, [new ArrayBuffer(4), 2])),
    ]);
    const [bytes, words, buffer] = settled(recorded).map((view) => [...view]);
    expect([bytes?.slice(0, 2), bytes?.slice(4)]).to.deep.equal([
      [0, 0],
      [0, 0],
    ]);
    expect([words?.[0], words?.[3]]).to.deep.equal([0, 0]);
    expect(buffer?.slice(0, 2)).to.deep.equal([0, 0]);
    expect([bytes?.[2], words?.[1], buffer?.[2]].some((value) => value !== 0)).to.equal(true);
  });

  it("refuses wrong arguments in the platform's own words", async () => {
    const recorded = await playing('fetch', async () => {
      const codes = [];
      for (const wrong of [
        () => randomInt(5, 5),
        () => randomBytes(-1),
        () => randomFillSync(new Uint8Array(2), 9),
        () => Reflect.apply(crypto.getRandomValues, crypto, [7]),
      ]) {
        codes.push((await errorOf((async () => wrong())())).name);
      }
      return codes;
    });
    expect(settled(recorded)).to.deep.equal(['RangeError', 'RangeError', 'RangeError', 'TypeMismatchError']);
  });

  it('gives a client the same draws on each lane, although MSW draws too', async () => {
    const draws: unknown[] = [];
    for (const lane of lanes) {
      const recorded = await playing(lane, async () => {
        const drawn = [Math.random()];
        for (let round = 0; round < 3; round += 1) {
          await (await fetch(url, { method: 'POST', body: '{}' })).text();
          drawn.push(Math.random());
        }
        return drawn;
      });
      draws.push(settled(recorded));
    }
    expect(draws[1]).to.deep.equal(draws[0]);
  });

  it('is a pure function of its seed', () => {
    const bytes = (seed: string): string => {
      const view = new Uint8Array(4);
      chanceOf(seed).fill(view);
      return view.join();
    };
    expect(bytes('a')).to.equal(bytes('a'));
    expect(bytes('')).not.to.equal(bytes('a'));
    const values = Array.from({ length: 200 }, () => chanceOf('x').integer(0, 1));
    expect(new Set(values)).to.deep.equal(new Set([0]));
  });
});
