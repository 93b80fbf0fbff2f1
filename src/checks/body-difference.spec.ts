import { expect } from 'chai';
import fc from 'fast-check';
import { type Content, requestDifference } from './body-difference.ts';

describe('requestDifference', () => {
  const post = (contentType: string | undefined, body: string): Content => ({
    method: 'POST',
    path: '/payments',
    body,
    ...(contentType === undefined ? {} : { contentType }),
  });
  const json = (value: unknown) => post('application/json; charset=utf-8', JSON.stringify(value));
  const form = (body: string) => post('application/x-www-form-urlencoded', body);
  const difference = (first: Content, again: Content, volatile: string[] = []) =>
    requestDifference(first, again, volatile);

  it('names the first field that differs, as a JSON pointer', () => {
    expect(difference(json({ a: { b: [1, 2] } }), json({ a: { b: [1, 3] } }))).to.equal('the field `/a/b/1`');
    expect(difference(json({ b: 1, a: 1 }), json({ b: 2, a: 2 }))).to.equal('the field `/a`');
    expect(difference(json({ 'a/b~c': 1 }), json({}))).to.equal('the field `/a~1b~0c`');
    expect(difference(json({}), json({ extra: null }))).to.equal('the field `/extra`');
    expect(difference(json({ a: [] }), json({ a: {} }))).to.equal('the field `/a`');
    expect(difference(json({ a: 1 }), json({ a: '1' }))).to.equal('the field `/a`');
    expect(difference(json([1]), json({}))).to.equal('the body');
    expect(difference(json(1), json(2))).to.equal('the body');
  });

  it('sets volatile fields aside, with all that is under them, there or not', () => {
    expect(difference(json({ a: { b: 1 }, c: 1 }), json({ a: { b: 2 }, c: 1 }), ['/a'])).to.equal(undefined);
    expect(difference(json({ a: { b: 1 } }), json({ a: { b: 2 } }), ['/a/b'])).to.equal(undefined);
    expect(difference(json({ a: 1, c: 1 }), json({ c: 1 }), ['/a'])).to.equal(undefined);
    expect(difference(json({ a: 1, c: 1 }), json({ c: 2 }), ['/a'])).to.equal('the field `/c`');
  });

  it('compares forms by name, and the values of one name in order', () => {
    expect(difference(form('a=1&b=%20'), form('b=+&a=1'))).to.equal(undefined);
    expect(difference(form('a=1&b=2'), form('a=1&b=3'))).to.equal('the field `/b`');
    expect(difference(form('a=1&a=2'), form('a=2&a=1'))).to.equal('the field `/a/0`');
  });

  it('compares the parts of multipart bodies, whatever their boundary', () => {
    const parts = (boundary: string, value: string, name = 'amount') =>
      post(
        `multipart/form-data; boundary=${boundary}`,
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--${boundary}--\r\n`,
      );
    expect(difference(parts('one', '5'), parts('two', '5'))).to.equal(undefined);
    expect(difference(parts('one', '5'), parts('two', '6'))).to.equal('the field `/amount`');
    expect(difference(parts('one', '5'), parts('two', '5 '))).to.equal('the field `/amount`');
    expect(difference(parts('one', '5'), parts('two', '5', 'sum'))).to.equal('the field `/amount`');
  });

  it('keeps apart the parts of one name', () => {
    const part = (value: string) => `Content-Disposition: form-data; name="a"\r\n\r\n${value}\r\n`;
    const two = (...values: string[]) =>
      post('multipart/form-data; boundary="x"', `${values.map((value) => `--x\r\n${part(value)}`).join('')}--x--`);
    expect(difference(two('1', '2'), two('3', '2'))).to.equal('the field `/0`');
  });

  it('recognises JSON without a content type, and compares anything else as text', () => {
    expect(difference(post(undefined, '{"a":1}'), post(undefined, '{ "a": 1 }'))).to.equal(undefined);
    expect(difference(post('text/plain', 'a b'), post('text/plain', 'a  b'))).to.equal('the body');
    expect(difference(post('text/plain', '1'), post('text/plain', '1.0'))).to.equal('the body');
    expect(difference(post('application/json', '1'), post('application/json', '1.0'))).to.equal(undefined);
    expect(difference(post('application/json', '{'), post('application/json', '{ '))).to.equal('the body');
    expect(difference(json({}), post('text/plain', ''))).to.equal('the body');
  });

  it('finds no difference in a value and its copy, however its keys are ordered', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy: unknown = JSON.parse(JSON.stringify(value));
        const turned =
          typeof copy === 'object' && copy !== null && !Array.isArray(copy)
            ? Object.fromEntries(Object.entries(copy).reverse())
            : copy;
        expect(difference(json(value), post('application/json', JSON.stringify(turned, null, 2)))).to.equal(undefined);
      }),
    );
  });

  it('finds the same difference both ways, and one in every two values that are not equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(difference(json(a), json(b))).to.equal(difference(json(b), json(a)));
        fc.pre(JSON.stringify(a).length !== JSON.stringify(b).length);
        expect(difference(json(a), json(b))).to.be.a('string');
      }),
    );
  });

  it('does not compare what the body is said to be', () => {
    expect(difference(post('application/json', '1'), post('text/plain', '1'))).to.equal(undefined);
  });

  it('knows a form and its boundary where parameters stand before it, and takes nothing else for one', () => {
    const named = (boundary: string, type = 'multipart/form-data; charset=utf-8', value = '5') =>
      post(`${type}; boundary=${boundary}`, `--${boundary}\r\nname="a"\r\n\r\n${value}\r\n--${boundary}--`);
    expect(difference(named('one'), named('two'))).to.equal(undefined);
    const note = 'text/plain; note=multipart/mixed';
    expect(difference(named('one', note), named('two', note))).to.equal('the body');
    const text = (body: string) => post('text/plain; note=application/x-www-form-urlencoded', body);
    expect(difference(text('a=1&b=2'), text('b=2&a=1'))).to.equal('the body');
    expect(difference(post(undefined, ' {"a":1}'), post(undefined, '{"a": 1}'))).to.equal(undefined);
  });

  it('compares parts without a name, or of one name, by their place', () => {
    const parts = (boundary: string, head: string, ...values: string[]) =>
      post(
        `multipart/mixed; boundary=${boundary}`,
        `${values.map((value) => `--${boundary}\r\n${head}\r\n\r\n${value}\r\n`).join('')}--${boundary}--`,
      );
    for (const head of ['Content-Type: text/plain', 'Content-Disposition: form-data; name="a"']) {
      expect(difference(parts('x', head, '1', '2'), parts('y', head, '1', '2'))).to.equal(undefined);
      expect(difference(parts('x', head, '1', '2'), parts('y', head, '1', '3'))).to.equal('the field `/1`');
    }
  });
});
