// A page in one of the browsers, for tests: real key presses and clicks, waiting for what is to come.
import { writeFileSync } from 'node:fs';
import { focused, look, selectAll, type Seen, type Target } from './in-page.js';
import { CommandError, type Session } from './session.js';

/** Long, because a slow machine only takes longer: what is right ends the wait at once. */
const WAIT_MS = 40_000;
const LOOK_AGAIN_MS = 60;
/** What was the same in so many looks stands still. */
const LOOKS = 5;

const KEYS: Record<string, string> = {
  Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Escape: '\uE00C', Space: ' ', ArrowUp: '\uE013', ArrowDown: '\uE015', Backspace: '\uE003',
};

export class Page {
  readonly #session: Session;
  /** Where paths begin. */
  origin = '';

  constructor(session: Session) {
    this.#session = session;
  }

  get version(): string { return this.#session.version; }

  /** Until the page has loaded. */
  async goto(path: string): Promise<void> {
    await this.#session.command('Navigate', { url: path.startsWith('/') ? this.origin + path : path });
  }

  async reload(): Promise<void> { await this.#session.command('Refresh', {}); }

  /** Until the inside of the window has this size, in CSS pixels. */
  async resize(width: number, height: number): Promise<void> {
    // Inside and outside are measured together, so what is missing of the one is missing of the other, however old the
    // answer: a window may be resized after it said so, and get its tool bar after that.
    const measure = (): Promise<[number, number, number, number]> => this.evaluate(() => [innerWidth, innerHeight, outerWidth, outerHeight] as [number, number, number, number]);
    await waitFor(`a window of ${width} x ${height} inside`, async () => {
      const size = await unchanged('a window that stands still', measure);
      const [wide, high, outerWide, outerHigh] = size;
      if (wide !== width || high !== height) await this.#session.command('SetWindowRect', { width: outerWide + width - wide, height: outerHigh + height - high });
      return size;
    }, ([wide, high]) => wide === width && high === height);
  }

  /** `act` runs in the page and may use nothing from outside; a promise is awaited there. */
  async evaluate<T, A = undefined>(act: (argument: A) => T, argument?: A): Promise<Awaited<T>> {
    return await this.#session.command('ExecuteScript', { script: `return (${act.toString()})(arguments[0])`, args: [argument ?? null] }) as Awaited<T>;
  }

  /** What is seen of it now. A page that is just leaving shows nothing. */
  async see(target: Target, reach = false): Promise<Seen> {
    try {
      // Firefox answers null where the page went away under the script.
      const seen = await this.evaluate(look, { ...target, reach }) as Seen | null;
      return seen ?? { texts: [], point: null, obstacle: 'the page is leaving' };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { texts: [], point: null, obstacle: error.message };
    }
  }

  async count(target: Target): Promise<number> { return (await this.see(target)).texts.length; }

  /** Waits until it is there and says this; gives what it says. */
  async read(target: Target, expected: RegExp | string = /./): Promise<string> {
    const fits = (text: string): boolean => (typeof expected === 'string' ? text.includes(expected) : expected.test(text));
    return waitFor(`'${String(expected)}' in ${show(target)}`, async () => (await this.see(target)).texts[0] ?? '', (text) => fits(text));
  }

  async gone(target: Target): Promise<void> {
    await waitFor(`the end of ${show(target)}`, async () => (await this.see(target)).texts, (texts) => texts.length === 0);
  }

  async click(target: Target): Promise<void> {
    // What still moves, or was drawn anew since, would be missed: it has to be seen in one place twice.
    let before = '';
    const { point } = await waitFor(`a way to ${show(target)}`, () => this.see(target, true), (seen) => {
      const now = JSON.stringify(seen.point);
      const still = seen.point !== null && now === before;
      before = now;
      return still;
    });
    await this.#session.command('PerformActions', { actions: [{
      type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' },
      actions: [{ type: 'pointerMove', duration: 0, origin: 'viewport', ...point }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }],
    }] });
  }

  /** Types this into a field, in place of what it holds. */
  async fill(target: Target, text: string): Promise<void> {
    await this.click(target);
    await this.evaluate(selectAll);
    await this.type(text);
  }

  async type(text: string): Promise<void> {
    await this.#keys(Array.from(text).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]));
  }

  /** 'Tab', 'Shift+Tab', 'Escape', ... */
  async press(keys: string): Promise<void> {
    const values = keys.split('+').map((key) => KEYS[key] ?? key);
    await this.#keys([...values.map((value) => ({ type: 'keyDown', value })), ...values.reverse().map((value) => ({ type: 'keyUp', value }))]);
  }

  focused(): Promise<string> { return this.evaluate(focused); }

  /** Waits until what has the focus is named like this. */
  async hasFocus(text: string): Promise<void> {
    await waitFor(`the focus on '${text}'`, () => this.focused(), (name) => name.includes(text));
  }

  /** Presses Tab until what has the focus is named like this. */
  async tabTo(text: string): Promise<void> {
    const passed: string[] = [];
    await waitFor(`Tab to reach '${text}'`, async () => {
      const name = await this.focused();
      if (!name.includes(text)) await this.press('Tab');
      passed.push(name);
      return passed;
    }, (names) => names.at(-1)?.includes(text) === true, WAIT_MS, 0);
  }

  async screenshot(file: string): Promise<void> {
    // `full` is Firefox's own: without it the picture has the whole page.
    writeFileSync(file, Buffer.from(await this.#session.command('TakeScreenshot', { full: false }) as string, 'base64'));
  }

  async #keys(actions: object[]): Promise<void> {
    await this.#session.command('PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }
}

const show = ({ css, says, within }: Target): string => `${within ? `${within} ` : ''}${css}${says === undefined ? '' : ` '${typeof says === 'string' ? says : `/${says.pattern}/`}'`}`;

export async function waitFor<T>(what: string, ask: () => Promise<T>, enough: (answer: T) => boolean, ms = WAIT_MS, again = LOOK_AGAIN_MS): Promise<T> {
  const deadline = Date.now() + ms;
  let answer = await ask();
  while (!enough(answer)) {
    if (Date.now() > deadline) throw new Error(`waited ${ms / 1000} s for ${what}; it is ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, again));
    answer = await ask();
  }
  return answer;
}

/** What `ask` tells, once it is fit and was the same for a while. */
export function unchanged<T>(what: string, ask: () => Promise<T>, fit = (answer: T): boolean => answer !== null): Promise<T> {
  let before = '';
  let looks = 0;
  return waitFor(what, ask, (answer) => {
    const now = JSON.stringify(answer);
    looks = !fit(answer) ? 0 : now === before ? looks + 1 : 1;
    before = now;
    return looks >= LOOKS;
  });
}
