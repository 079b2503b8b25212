// The driver's own promises, against a window that is slow and has a frame: real ones are so only on a busy machine.
import { expect, test } from 'vitest';
import { Page } from './driver/page.js';
import type { Command, Session } from './driver/session.js';

const LATE = 4;

/** A window that says at once that it was resized, is so some questions later, and shows its tool bar late as well. */
class Window implements Session {
  readonly version = 'slow';
  #outer = [800, 600];
  #asked = 0;
  #due: { at: number; outer: [number, number] } | null = null;
  readonly #frame: readonly [number, number];

  constructor(frame: readonly [number, number]) {
    this.#frame = frame;
  }

  command(name: Command, params: { width?: number; height?: number } = {}): Promise<unknown> {
    this.#asked += 1;
    if (this.#due && this.#asked >= this.#due.at) { this.#outer = this.#due.outer; this.#due = null; }
    if (name === 'SetWindowRect') this.#due ??= { at: this.#asked + LATE, outer: [params.width!, params.height!] };
    const [wide, high] = this.#asked > LATE ? this.#frame : [0, 0];
    return Promise.resolve(name === 'ExecuteScript' ? [this.#outer[0]! - wide, this.#outer[1]! - high, ...this.#outer] : null);
  }

  end(): Promise<void> { return Promise.resolve(); }
}

test.each([[[0, 20]], [[16, 86]], [[0, 0]]] as const)('a window gets the size that is asked for, whenever its frame of %j appears', async (frame) => {
  const window = new Window(frame);
  const view = new Page(window);
  for (const [width, height] of [[1280, 860], [360, 740]] as const) {
    await view.resize(width, height);
    expect(await view.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height, width + frame[0], height + frame[1]]);
  }
}, 60_000);
