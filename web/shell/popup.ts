// The invitation to join: beside the page, not over it. It takes no focus, and it goes when told.
import type { Config } from '../client/types.js';
import { pick } from '../i18n/text.js';
import { button, CROSS, el, icon, ROSETTE } from './dom.js';
import type { ShellWords } from './words.js';

export interface Answers { join(): void; dismiss(): void }

export class Popup {
  readonly node: HTMLElement;
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) this.#dismiss();
  };
  readonly #answers: Answers;

  constructor(words: ShellWords, config: Config, answers: Answers) {
    this.#answers = answers;
    const name = pick(config.program.name, words.locale);
    const amount = config.welcome && words.units(config.welcome.units, config.wallet, config.program.currency);
    const cross = button('x', () => this.#dismiss(), icon(CROSS));
    cross.setAttribute('aria-label', words.say('close'));
    this.node = el('section', { class: 'popup', role: 'dialog', 'aria-labelledby': 'invite', 'aria-describedby': 'invite-text' },
      el('div', { class: 'medal' }, icon(ROSETTE)),
      el('h2', { id: 'invite' }, amount ? words.say('popup.gift', { amount }) : words.say('popup.title', { name })),
      el('p', { id: 'invite-text' }, words.say('popup.text', { name })),
      el('div', { class: 'row' },
        button('btn main', () => answers.join(), words.say('popup.join')),
        button('btn soft', () => this.#dismiss(), words.say('popup.later'))),
      cross);
    document.addEventListener('keydown', this.#onKey);
  }

  remove(): void {
    document.removeEventListener('keydown', this.#onKey);
    this.node.remove();
  }

  #dismiss(): void {
    this.remove();
    this.#answers.dismiss();
  }
}
