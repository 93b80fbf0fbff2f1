import { expect } from 'chai';
import { openStorage, type StorageBook } from './client-storage.ts';

const intent = { id: 'intent-1', marker: 'order-1', key: 'handed-key' };
const other = { id: 'intent-2', marker: 'order-2', key: 'other-key' };
const ownKeys = (id: string): string[] => (id === 'intent-1' ? ['minted-key'] : []);

function kept(book: StorageBook, keysSent: (id: string) => string[] = () => []): string[] | undefined {
  return book.kept([intent, other, intent], keysSent);
}

async function errorOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing was thrown',
    ({ message }: Error) => message,
  );
}

describe('the storage of a client', () => {
  it('gives back what is kept in it, until it is deleted', async () => {
    const storage = openStorage().handOut();
    expect(await storage.get('a')).to.equal(undefined);
    await storage.set('a', '1');
    await storage.set('b', '');
    await storage.set('a', '2');
    expect([await storage.get('a'), await storage.get('b')]).to.deep.equal(['2', '']);
    await storage.delete('a');
    await storage.delete('never kept');
    expect([await storage.get('a'), await storage.get('b')]).to.deep.equal([undefined, '']);
  });

  it('takes any name, those of every object too', async () => {
    const storage = openStorage().handOut();
    for (const name of ['__proto__', 'constructor', '']) {
      expect(await storage.get(name), name).to.equal(undefined);
      await storage.set(name, `kept as ${name}`);
      expect(await storage.get(name)).to.equal(`kept as ${name}`);
    }
  });

  it('is empty in the next scenario, and the same after a restart', async () => {
    const book = openStorage();
    await book.handOut().set('a', '1');
    book.restarted();
    expect(await book.handOut().get('a')).to.equal('1');
    expect(await openStorage().handOut().get('a')).to.equal(undefined);
  });

  it('neither does nor answers what a client that was killed still asks for', async () => {
    const book = openStorage();
    const old = book.handOut();
    book.restarted();
    const storage = book.handOut();
    let answered = false;
    for (const ask of [old.set('a', '1'), old.get('a'), old.delete('a')]) void ask.then(() => (answered = true));
    await storage.set('b', '2');
    void old.delete('b');
    expect([await storage.get('a'), await storage.get('b'), answered]).to.deep.equal([undefined, '2', false]);
  });

  it('refuses what is no text, and says what to do', async () => {
    const storage = openStorage().handOut();
    const wrong = (value: unknown): never => value as never; // As JavaScript lets one do.
    expect(await errorOf(storage.set('a', wrong({})))).to.equal(
      'Failed to write "a" of the client\'s storage: found object, expected a text. Pass JSON.stringify of it.',
    );
    expect(await errorOf(storage.get(wrong(7)))).to.equal(
      "Failed to read the client's storage: found number, expected a text. Pass the name that it is kept under.",
    );
    for (const failed of [storage.set(wrong(null), ''), storage.delete(wrong(undefined))]) {
      expect(await errorOf(failed)).to.match(/^Failed to (write|delete) the client's storage: found (null|undefined)/);
    }
    expect(await storage.get('a')).to.equal(undefined);
  });
});

describe('what a client has kept of an intent', () => {
  it('is nothing to speak of where it has left its storage alone', () => {
    expect(kept(openStorage())).to.equal(undefined);
  });

  it('is nothing where it keeps other things', async () => {
    const book = openStorage();
    await book.handOut().set('token', 'abc');
    expect(kept(book, ownKeys)).to.deep.equal([]);
  });

  for (const [what, name, value] of [
    ['its marker in a name', 'key of order-1', 'x'],
    ['its marker in a value', 'open', '["order-1"]'],
    ['the key that was handed over', 'open', 'handed-key'],
    ['a key of its own that it has sent', 'open', 'minted-key'],
  ] as const) {
    it(`is known by ${what}`, async () => {
      const book = openStorage();
      await book.handOut().set(name, value);
      expect(kept(book, ownKeys)).to.deep.equal(['intent-1']);
    });
  }

  it('counts where it was looked for only', async () => {
    const book = openStorage();
    await book.handOut().get('key of order-2');
    expect(kept(book)).to.deep.equal(['intent-2']);
  });

  it('is not told by a key so short that it stands in any text', async () => {
    const book = openStorage();
    await book.handOut().set('counts', '17');
    expect(kept(book, () => ['1'])).to.deep.equal([]);
  });

  for (const [how, forget] of [
    ['deleted', (book: StorageBook) => book.handOut().delete('open')],
    ['written over', (book: StorageBook) => book.handOut().set('open', '{}')],
  ] as const) {
    it(`is none where the client itself had ${how} it before the restart, whatever it kept later`, async () => {
      const book = openStorage();
      await book.handOut().set('open', '{"order-1":"k"}');
      await forget(book);
      expect(kept(book)).to.deep.equal(['intent-1']);
      book.restarted();
      await book.handOut().set('open', '{"order-1":"k"}');
      expect(kept(book)).to.deep.equal([]);
    });
  }

  it('is still there where one of several entries was deleted', async () => {
    const book = openStorage();
    const storage = book.handOut();
    await storage.set('order-1', 'k');
    await storage.set('lock of order-1', 'yes');
    await storage.delete('lock of order-1');
    book.restarted();
    expect(kept(book)).to.deep.equal(['intent-1']);
  });

  it('counts where it came too late for the restart', async () => {
    const book = openStorage();
    await book.handOut().set('token', 'abc');
    book.restarted();
    await book.handOut().set('order-1', 'k');
    expect(kept(book)).to.deep.equal(['intent-1']);
  });
});
