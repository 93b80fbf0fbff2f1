import dns from 'node:dns';
import https from 'node:https';
import { expect } from 'chai';
import { changesOfState, processState } from './process-state.ts';

const listener = (): void => {};

describe('the state of a process', () => {
  /** What is told of a change, which is taken back. */
  function told(change: () => void, undo: () => void): string[] {
    const before = processState();
    change();
    try {
      return changesOfState(before, processState());
    } finally {
      undo();
      expect(changesOfState(before, processState())).to.deep.equal([]);
    }
  }

  it('is unchanged by who reads it', () => {
    const read = (): void => void [process.env.HOME, process.cwd(), process.exitCode, new Error().stack];
    expect(told(read, () => {})).to.deep.equal([]);
  });

  it('tells what was changed', () => {
    const folder = process.cwd();
    const { globalAgent } = https;
    const order = dns.getDefaultResultOrder();
    const depth = Error.stackTraceLimit;
    const mask = process.umask();
    const { exitCode } = process;
    const prepare = Error.prepareStackTrace;
    for (const [name, change, undo] of [
      ['process.cwd()', () => process.chdir('/'), () => process.chdir(folder)],
      ['process.umask()', () => process.umask(mask ^ 0o22), () => process.umask(mask)],
      ['process.exitCode', () => Reflect.set(process, 'exitCode', 9), () => Reflect.set(process, 'exitCode', exitCode)],
      [
        'process.env.PAID',
        () => Reflect.set(process.env, 'PAID', '1'),
        () => Reflect.deleteProperty(process.env, 'PAID'),
      ],
      [
        'Error.stackTraceLimit',
        () => Reflect.set(Error, 'stackTraceLimit', 1),
        () => Reflect.set(Error, 'stackTraceLimit', depth),
      ],
      [
        'Error.prepareStackTrace',
        () => Reflect.set(Error, 'prepareStackTrace', () => ''),
        () => Reflect.set(Error, 'prepareStackTrace', prepare),
      ],
      [
        'https.globalAgent',
        () => Reflect.set(https, 'globalAgent', new https.Agent()),
        () => Reflect.set(https, 'globalAgent', globalAgent),
      ],
      [
        'dns.getDefaultResultOrder()',
        () => dns.setDefaultResultOrder('ipv6first'),
        () => dns.setDefaultResultOrder(order),
      ],
    ] as const) {
      expect(told(change, undo)).to.deep.equal([name]);
    }
  });

  it('tells of a listener that was taken away, and not of one that has heard', () => {
    process.on('SIGUSR2', listener);
    const removed = told(
      () => process.off('SIGUSR2', listener),
      () => process.on('SIGUSR2', listener),
    );
    process.off('SIGUSR2', listener);
    expect(removed).to.deep.equal(["process.on('SIGUSR2')"]);
    const emitter: NodeJS.EventEmitter = process;
    emitter.once('sadpath-spec', listener);
    expect(
      told(
        () => emitter.emit('sadpath-spec'),
        () => {},
      ),
    ).to.deep.equal([]);
  });

  it('tells of one more only where it decides whether an error ends the process', () => {
    const more = (event: string): string[] => {
      const emitter: NodeJS.EventEmitter = process;
      return told(
        () => emitter.on(event, listener),
        () => emitter.off(event, listener),
      );
    };
    expect(more('SIGUSR2')).to.deep.equal([]);
    expect(more('exit')).to.deep.equal([]);
    expect(more('uncaughtException')).to.deep.equal(["process.on('uncaughtException')"]);
    expect(more('unhandledRejection')).to.deep.equal(["process.on('unhandledRejection')"]);
  });
});
