// <regulars-join>: the first field of joining or signing in, on a page of the shop. The form itself comes
// with the panel's code once somebody begins, and goes on where the field was left.
import { PageElement, type Takes } from '../element.js';
import { ROSETTE } from '../../shell/dom.js';
import { h, icon, type Child, type View } from '../h.js';
import type { Hub } from '../hub.js';
import { STYLES } from './join.styles.js';

/** What was done before the form came: what was typed, and whether to go on with it or to the other mode. */
export interface Begun { email: string; then: 'focus' | 'turn' }

/**
 * @element regulars-join
 * @attr {'join'|'sign-in'} mode - what the form is for
 * @csspart root - the element's own root
 */
export class Join extends PageElement {
  static override readonly takes: Takes = { mode: 'text' };
  static override readonly css = STYLES;

  declare mode: string | null;
  #begun: Begun | null = null;
  #composing = false;
  #away = false;

  protected override waiting(): Child {
    return h('div.card');
  }

  protected override view(hub: Hub): Child {
    const { i18n, runtime } = hub;
    if (runtime.store.state.me) {
      return h('div.card.call', {}, icon(ROSETTE), h('h2', {}, i18n.t('join.member')),
        h('p', {}, h('button.btn', { onclick: () => runtime.open('home') }, i18n.t('join.member_open'))));
    }
    return h(this.#vouched(hub) && !this.#begun ? 'div.card.call' : 'div.card', {}, this.#begun ? h('regulars-join-form', { mode: this.mode, begun: this.#begun }) : this.#field(hub));
  }

  /** Nobody is asked for an address that the shop vouches for. */
  #vouched({ runtime: { source } }: Hub): boolean {
    return this.mode !== 'sign-in' && source.vouched;
  }

  #field(hub: Hub): View {
    const { i18n, runtime: { config } } = hub;
    const [joining, key] = this.mode === 'sign-in' ? [false, 'signin'] : [true, 'join'];
    const title = !joining ? i18n.t('signin.title')
      : config.welcome ? i18n.t('join.title_gift', { amount: i18n.units(config.welcome.units, config.wallet) })
        : i18n.t('join.title', { name: i18n.text(config.program.name) });
    const begin = (then: Begun['then']) => (event: Event): void => {
      event.preventDefault();
      void this.#begin(hub, then);
    };
    const vouched = this.#vouched(hub);
    return h('form', { novalidate: true, onsubmit: begin('focus') },
      vouched && icon(ROSETTE), h('h2', {}, title), h('p.muted', {}, vouched ? i18n.t('popup.text', { name: i18n.text(config.program.name) }) : i18n.t(`${key}.text`)),
      h('div', { role: 'alert' }, this.#away && h('p.notice', {}, i18n.t('away.text'))),
      vouched ? null : [
        h('label', { for: 'email' }, i18n.t('join.email')),
        h('input', {
          id: 'email', type: 'email', name: 'email', autocomplete: 'email', inputmode: 'email', autocapitalize: 'off', spellcheck: 'false', dir: 'ltr', maxlength: 254,
          onfocus: begin('focus'), oninput: (e: InputEvent) => { this.#composing = e.isComposing; },
        })],
      h('button.btn.wide', { type: 'submit' }, i18n.t(vouched ? 'join.short' : `${key}.send`)),
      vouched ? null : h('p.small.center.muted', {}, i18n.t(joining ? 'join.have' : 'signin.new'), ' ',
        h('button.link.tap', { type: 'button', onclick: begin('turn') }, i18n.t(joining ? 'signin.short' : 'join.short'))));
  }

  async #begin(hub: Hub, then: Begun['then']): Promise<void> {
    try {
      await hub.runtime.more();
      // A word that an input method is still putting together would be lost with its field.
      while (this.#composing) await new Promise((go) => setTimeout(go, 200));
      this.#begun ??= { email: (this.find('#email') as HTMLInputElement | null)?.value ?? '', then };
    } catch {
      this.#away = true;
    }
    void this.draw();
  }
}
