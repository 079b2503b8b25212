// An append-only file of JSON lines: the shop's whole memory. A record that `append` has returned
// from is on disk. A half-written last line (a power cut) is dropped when the file is opened.
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export class Journal {
  #file;

  /** Opens the journal and hands every record of it, in order, to `apply`. */
  constructor(path, apply) {
    mkdirSync(dirname(path), { recursive: true });
    this.apply = apply;
    this.#file = openSync(path, 'a+', 0o600);
    const bytes = readFileSync(path);
    const end = bytes.lastIndexOf(10) + 1;
    if (end < bytes.length) ftruncateSync(this.#file, end);
    const lines = bytes.subarray(0, end).toString('utf8').split('\n');
    lines.forEach((line, i) => {
      if (!line) return;
      let record;
      try {
        record = JSON.parse(line);
      } catch {
        throw new Error(`${path}: line ${i + 1} is not JSON. Restore the file from a copy, or move it away to start afresh.`);
      }
      apply(record);
    });
  }

  /** Writes one record, waits until it is on disk, then applies it. */
  append(record) {
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`);
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done);
    fsyncSync(this.#file);
    this.apply(record);
  }

  close() { closeSync(this.#file); }
}
