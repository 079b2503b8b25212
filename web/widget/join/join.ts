// <regulars-join>: joining and signing in. First the address, then the six digits from the mail. What
// is said does not tell whether the address was known before. On a page of the shop only the first field
// is there; what else there is to say or to type comes with the panel's code once somebody begins.
import { isAway, toError, type RegularsError } from '../../client/errors.js';
import type { Me } from '../../client/types.js';
import { PageElement, type Takes } from '../element.js';
import { h, type Child, type View } from '../h.js';
import type { Hub } from '../hub.js';
import { STYLES } from './join.styles.js';
import { EMPTY, type About, type AboutPart, type Code, type CodePart } from './parts.js';

/**
 * @element regulars-join
 * @attr {'join'|'sign-in'} mode - what the form is for
 * @attr {boolean} framed - inside the panel, without a card of its own
 * @csspart root - the element's own root
 */
export class Join extends PageElement {
  static override readonly takes: Takes = { mode: 'text', framed: 'flag' };
  static override readonly css = STYLES;

  declare mode: string | null;
  declare framed: boolean;
  #step: 'form' | 'code' = 'form';
  #busy = false;
  /** On a page of the shop the form unfolds when somebody begins, so that its place can be kept. */
  #begun = false;
  #error: { field: string; text: string } | null = null;
  #email = '';
  #about: About = EMPTY;

  protected override waiting(): Child {
    return this.framed ? null : h('div.card.inline');
  }

  protected override view(hub: Hub): Child {
    const { status } = hub.runtime.store.state;
    const content = status === 'member' ? !this.framed && this.#here(hub) : this.#step === 'code' ? this.#code(hub) : this.#form(hub);
    return this.framed ? content : h('div.card.inline', {}, content);
  }

  #here({ i18n, runtime }: Hub): View {
    return h('div.stack', {}, h('h2', {}, i18n.t('join.member')),
      h('p', {}, h('button.btn', { onclick: () => runtime.open('home') }, i18n.t('join.member_open'))));
  }

  #form(hub: Hub): View {
    const { i18n, runtime: { config } } = hub;
    const joining = this.mode !== 'sign-in';
    const title = config.welcome ? i18n.t('join.title_gift', { amount: i18n.units(config.welcome.units, config.wallet) })
      : i18n.t('join.title', { name: i18n.text(config.program.name) });
    const wrong = this.#error?.field === 'email';
    return h('form', { novalidate: true, onsubmit: (e: Event) => { e.preventDefault(); void this.#send(hub); } },
      h('div.head', {}, h('h2', { id: 'title', tabindex: '-1' }, joining ? title : i18n.t('signin.title')),
        h('p.muted', {}, i18n.t(joining ? 'join.text' : 'signin.text'))),
      h('div', { role: 'alert' }, this.#error?.field === 'form' && h('p.notice.bad', {}, this.#error.text)),
      h('div.field', {}, h('label', { for: 'email' }, i18n.t('join.email')),
        h('input', {
          id: 'email', type: 'email', name: 'email', autocomplete: 'email', inputmode: 'email', autocapitalize: 'off', spellcheck: 'false', dir: 'ltr',
          required: true, maxlength: 254, value: this.#email, onfocus: () => this.#begin(hub),
          'aria-invalid': wrong && 'true', 'aria-describedby': 'email-wrong',
        }),
        h('p.wrong', { id: 'email-wrong' }, wrong && this.#error?.text)),
      joining && (this.framed || this.#begun) && h('regulars-join-about'),
      h('button.btn.wide', { type: 'submit', 'aria-disabled': String(this.#busy) }, i18n.t(this.#busy ? 'busy' : joining ? 'join.send' : 'signin.send')),
      h('p.small.center.muted', {}, i18n.t(joining ? 'join.have' : 'signin.new'), ' ',
        h('button.link.tap', { type: 'button', onclick: () => this.#turn(joining ? 'sign-in' : 'join') }, i18n.t(joining ? 'signin.short' : 'join.short'))));
  }

  #code(hub: Hub): View {
    const { config } = hub.runtime;
    const code: Code = {
      email: this.#email,
      gift: this.mode !== 'sign-in' && config.welcome ? hub.i18n.units(config.welcome.units, config.wallet) : '',
      again: () => this.#post(hub),
      other: () => this.#turn(this.mode === 'sign-in' ? 'sign-in' : 'join'),
      verified: (me) => this.#done(hub, me),
    };
    return h('regulars-join-code', { code });
  }

  #input(): HTMLInputElement | null {
    return this.find('#email') as HTMLInputElement | null;
  }

  #begin(hub: Hub): void {
    if (this.framed) return;
    this.#begun = true;
    void this.draw();
    void hub.runtime.more().catch(() => {});
  }

  #turn(mode: 'join' | 'sign-in'): void {
    this.#email = this.#input()?.value ?? this.#email;
    this.#step = 'form';
    this.#error = null;
    this.mode = mode;
    void this.focusOn('title');
  }

  async #send(hub: Hub): Promise<void> {
    this.#email = this.#input()?.value.trim() ?? '';
    await this.#attempt(hub, async () => {
      await hub.runtime.more();
      await this.draw();
      const about = this.find('regulars-join-about') as AboutPart | null;
      const answers = about ? about.answers() : EMPTY;
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(this.#email)) this.#wrong('email', hub.i18n.t('error.email_invalid'));
      else if (answers) {
        this.#about = answers;
        await this.#post(hub);
      }
    });
  }

  /** Asks for the mail with the code; where the shop vouches for the shopper there is none. */
  async #post(hub: Hub): Promise<void> {
    const { runtime: { source, config }, i18n: { locale } } = hub;
    const { name, birthday, marketing } = this.#about;
    const email = this.#email;
    if (this.mode === 'sign-in') await source.signIn(email, locale);
    const me = this.mode === 'sign-in' ? null : await source.join({
      email, ...(name ? { name } : {}), ...(birthday ? { birthday } : {}), consent: { marketing, version: config.consent.version }, locale });
    if (me) {
      this.#done(hub, me);
      return;
    }
    this.#step = 'code';
    await this.draw();
    (this.find('regulars-join-code') as CodePart | null)?.begin();
  }

  #wrong(field: string, text: string): void {
    this.#error = { field, text };
    void this.focusOn(field);
  }

  #done({ runtime }: Hub, me: Me): void {
    const mode = this.mode === 'sign-in' ? 'sign-in' : 'join';
    runtime.options.emit(mode);
    this.#step = 'form';
    this.dispatchEvent(new CustomEvent('regulars-joined', { detail: mode, bubbles: true, composed: true }));
    runtime.store.member(me);
  }

  async #attempt(hub: Hub, work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#error = null;
    void this.draw();
    try {
      await work();
    } catch (caught) {
      const error = toError(caught);
      const field = belongsToAddress(error) ? 'email' : 'form';
      this.#error = { field, text: hub.i18n.error(error) };
      if (!isAway(error)) void this.focusOn('email');
    } finally {
      this.#busy = false;
      void this.draw();
    }
  }
}

/** Refusals about what was typed stand under the field, all others above the form. */
const belongsToAddress = ({ code, path }: RegularsError): boolean => code === 'email_invalid' || path === 'email';
