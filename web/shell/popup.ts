// The invitation to join: beside the page, not over it. It takes no focus, and it goes when told.
import type { Config } from '../client/types.js';
import { button, CROSS, el, icon, ROSETTE } from './dom.js';
import type { Words } from '../i18n/words.js';

export interface Answers { join(): void; dismiss(): void }

export class Popup {
  readonly node: HTMLElement;
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) this.#dismiss();
  };
  readonly #answers: Answers;

  constructor(words: Words, config: Config, answers: Answers) {
    this.#answers = answers;
    const name = words.text(config.program.name);
    const amount = config.welcome && words.units(config.welcome.units, config.wallet);
    const cross = button('x', () => this.#dismiss(), icon(CROSS));
    cross.setAttribute('aria-label', words.t('close'));
    this.node = el('section', { class: 'popup', role: 'dialog', 'aria-labelledby': 'invite', 'aria-describedby': 'invite-text' },
      el('div', { class: 'medal' }, icon(ROSETTE)),
      el('h2', { id: 'invite' }, amount ? words.t('popup.gift', { amount }) : words.t('popup.title', { name })),
      el('p', { id: 'invite-text' }, words.t('popup.text', { name })),
      el('div', { class: 'row' },
        button('btn main', () => answers.join(), words.t('popup.join')),
        button('btn soft', () => this.#dismiss(), words.t('popup.later'))),
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
