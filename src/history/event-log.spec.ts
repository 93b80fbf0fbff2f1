import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunEvent } from '../model/event.ts';
import { SadpathError } from '../model/failure.ts';
import { openEventLog, reopenEventLog } from './event-log.ts';

const control: RunEvent = { type: 'control', client: 'a', operation: 'pay', lane: 'fetch', passed: true };
const ended: RunEvent = { type: 'run-ended', endedAt: '2026-01-01T00:00:01Z', elapsedMs: 5 };

describe('the event log, written', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sadpath-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes its folder and has each line in the file before append returns', () => {
    const file = join(folder, 'a', 'b', 'events.ndjson');
    const log = openEventLog(file);
    expect(readFileSync(file, 'utf8')).to.equal('');
    log.append(control);
    expect(readFileSync(file, 'utf8')).to.equal(
      '{"type":"control","client":"a","operation":"pay","lane":"fetch","passed":true}\n',
    );
    log.append(ended);
    expect(readFileSync(file, 'utf8').split('\n')).to.have.length(3);
    log.close();
  });

  it('starts anew over an older log', () => {
    const file = join(folder, 'events.ndjson');
    writeFileSync(file, 'old\n');
    openEventLog(file).close();
    expect(readFileSync(file, 'utf8')).to.equal('');
  });

  it('goes on with a log, without the line that was cut off', () => {
    const file = join(folder, 'events.ndjson');
    for (const cut of ['', '{"type":"scen']) {
      writeFileSync(file, `one\n${cut}`);
      const log = reopenEventLog(file);
      log.append(ended);
      log.close();
      expect(readFileSync(file, 'utf8')).to.equal(`one\n${JSON.stringify(ended)}\n`);
    }
    expect(readdirSync(folder)).to.deep.equal(['events.ndjson']);
    expect(() => reopenEventLog(join(folder, 'nothing'))).to.throw(SadpathError, 'Failed to write the event log');
  });

  it('has the older log beside it while it is open, and removes it at the end', () => {
    const file = join(folder, 'events.ndjson');
    writeFileSync(file, 'old\n');
    const log = openEventLog(file);
    expect(readFileSync(`${file}.old`, 'utf8')).to.equal('old\n');
    log.append(control);
    log.close();
    expect(readdirSync(folder)).to.deep.equal(['events.ndjson']);
  });

  it('keeps an event on one line, whatever its texts hold', () => {
    const file = join(folder, 'events.ndjson');
    const log = openEventLog(file);
    log.append({ ...control, passed: false, reason: 'one\ntwo\r\u2028\u0000\ud83d' });
    log.close();
    const text = readFileSync(file, 'utf8');
    expect(text.match(/\n/g)).to.have.length(1);
    expect(JSON.parse(text)).to.have.property('reason', 'one\ntwo\r\u2028\u0000\ud83d');
  });

  it('says which file cannot be written, and why', () => {
    writeFileSync(join(folder, 'file'), '');
    const blocked = join(folder, 'file', 'events.ndjson');
    expect(() => openEventLog(blocked))
      .to.throw(SadpathError, /: (EEXIST|ENOTDIR).*\. Choose a folder that can be written\.$/)
      .with.property('message')
      .that.includes(`Failed to write the event log ${blocked}: `);
    expect(() => openEventLog(folder)).to.throw(SadpathError, 'EISDIR');
  });

  it('refuses an append after close, and closes twice without a word', () => {
    const log = openEventLog(join(folder, 'events.ndjson'));
    log.close();
    log.close();
    expect(() => log.append(control)).to.throw(SadpathError, 'it is closed');
  });

  it('fails in words when the disk takes no more', function () {
    let log: ReturnType<typeof openEventLog>;
    try {
      log = openEventLog('/dev/full');
    } catch {
      return this.skip();
    }
    expect(() => log.append(control)).to.throw(SadpathError, 'ENOSPC');
    log.close();
  });
});
