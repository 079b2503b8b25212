// The button in the corner: for guests what waits for them, for members what they have.
import type { Config, Counted } from '../client/types.js';
import { button, el, icon, ROSETTE } from './dom.js';
import type { State } from './store.js';
import type { Words } from '../i18n/words.js';

/** Without a configuration the wallet is taken to count points. */
const POINTS: Counted = { unit: 'points', scale: 0 };

export class Launcher {
  readonly node: HTMLButtonElement;
  readonly #words: Words;
  readonly #label = el('span', { class: 'main-line' });
  readonly #note = el('span', { class: 'note' });

  constructor(words: Words, onClick: () => void) {
    this.#words = words;
    this.node = button('pill', onClick, icon(ROSETTE), el('span', { class: 'label' }, this.#label, this.#note));
    this.node.setAttribute('aria-haspopup', 'dialog');
  }

  /** `config` is null when only a member's last known balance is left to show. */
  show(config: Config | null, state: State): void {
    // A member's button comes with her balance on it, not with a guest's words first.
    this.node.hidden = state.status === 'unknown';
    const [label, note] = this.#text(config, state);
    if (label === this.#label.textContent && note === this.#note.textContent) return;
    // Laid out anew rather than resized: a button that grows at its start counts as a layout shift.
    if (!this.node.hidden) {
      this.node.hidden = true;
      this.node.getBoundingClientRect();
      this.node.hidden = false;
    }
    this.#label.textContent = label;
    this.#note.textContent = note;
    this.#note.hidden = !note;
  }

  #text(config: Config | null, state: State): [string, string] {
    const words = this.#words;
    const say = (n: number): string => words.units(n, config?.wallet ?? POINTS);
    if (state.status !== 'guest' && state.last) {
      return [say(state.last.units), state.status === 'away' ? words.t('asof', { time: words.time(state.last.at) }) : ''];
    }
    const name = config ? words.text(config.program.name) : words.t('fallback');
    return state.status === 'guest' && config?.welcome ? [words.t('waiting', { amount: say(config.welcome.units) }), ''] : [name, ''];
  }
}
