// <regulars-join-form>: joining and signing in. First the address, then the six digits from the mail; neither
// where the shop vouches for its customer. What is said does not tell whether the address was known before. Stands in the panel, and takes the place of
// <regulars-join>'s first field on a page of the shop once somebody begins there.
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { isAway, toError, type RegularsError } from '../../client/errors.js';
import { join, joinVouched, signIn, verify } from '../../client/member.js';
import type { Me } from '../../client/types.js';
import type { Hub } from '../hub.js';
import type { Begun } from '../join/join.js';
import { awaited, type Answers } from './awaited.js';
import { PanelElement, props } from './base.js';
import { birthdayFields, readBirthday } from './birthday.js';
import { icons } from './icons.js';
import { STYLES } from './join-form.styles.js';
import { safeLink } from './link.js';
import { digits, refusal } from './say.js';

const RESEND_AFTER_S = 30;
const CODE_LENGTH = 6;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export class JoinForm extends PanelElement {
  static override properties = props({
    mode: { type: String }, begun: { attribute: false }, step: { state: true }, busy: { state: true }, error: { state: true }, wait: { state: true },
  });
  static override styles: CSSResultGroup = [PanelElement.styles, STYLES];

  declare mode: 'join' | 'sign-in' | null;
  /** What was done at <regulars-join> before this form came. */
  declare begun: Begun | null;
  declare protected step: 'form' | 'code';
  declare protected busy: boolean;
  declare protected error: { field: string; text: string } | null;
  /** Seconds until another mail may be asked for. */
  declare protected wait: number;
  #answers: Answers = { email: '', name: '', birthday: null, marketing: false };
  #timer = 0;
  /** The shop did not vouch, after all. */
  #unknown = false;

  constructor() {
    super();
    this.step = 'form';
    this.wait = 0;
  }

  /** Where somebody types already, the field may not be away for a moment. */
  protected override get late(): boolean {
    return !this.begun;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('begun') && this.begun) this.#answers.email = this.begun.email;
    if (!this.hasUpdated) this.#resume();
  }

  /** Reloaded while the code was awaited: back to its field, but for whoever began anew. */
  #resume(): void {
    const waiting = awaited.get();
    if (!waiting || this.begun?.then === 'turn' || ![undefined, '', waiting.email].includes(this.begun?.email)) return;
    const { email, name, birthday, marketing } = waiting;
    this.#answers = { email, name, birthday, marketing };
    this.mode = waiting.mode;
    this.step = 'code';
    this.#countDown(RESEND_AFTER_S - Math.floor(waiting.age / 1000));
  }

  /** Goes on where the page's field was left. */
  protected override firstUpdated(): void {
    if (!this.begun || !this.hub) return;
    if (this.begun.then === 'turn') this.#turn(this.mode === 'sign-in' ? 'join' : 'sign-in');
    else void this.focusOn(this.step === 'code' ? 'code' : this.#vouched(this.hub) ? 'title' : 'email');
  }

  /** Its title, which may not be drawn yet: where reading starts on the page that it stands on. */
  override focus(): void {
    void this.focusOn('title');
  }

  protected override view(hub: Hub): unknown {
    if (hub.runtime.store.state.status === 'member') return nothing;
    return this.step === 'code' ? this.#code(hub) : this.#form(hub);
  }

  #form(hub: Hub): TemplateResult {
    const { i18n } = hub;
    const joining = this.mode !== 'sign-in';
    const vouched = this.#vouched(hub);
    return html`<form novalidate @submit=${(e: Event) => this.#send(e, hub)}>
      <div class="head"><h2 id="title" tabindex="-1">${joining ? this.#title(hub) : i18n.t('signin.title')}</h2>
        <p class="muted">${i18n.t(vouched ? 'join.vouched' : joining ? 'join.text' : 'signin.text')}</p></div>
      ${this.#problem('form')}
      ${vouched ? nothing : this.#address(hub)}
      ${joining ? this.#more(hub) : nothing}
      <button class="btn wide" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${i18n.t(this.busy ? 'busy' : vouched ? 'join.short' : joining ? 'join.send' : 'signin.send')}</button>
      ${vouched ? nothing : html`<p class="small center muted">${i18n.t(joining ? 'join.have' : 'signin.new')}
        <button type="button" class="link tap" @click=${() => this.#turn(joining ? 'sign-in' : 'join')}>${i18n.t(joining ? 'signin.short' : 'join.short')}</button>
        <button type="button" class="link tap" @click=${() => this.#have(hub)}>${i18n.t('code.have')}</button></p>`}
    </form>`;
  }

  #address({ i18n }: Hub): TemplateResult {
    const wrong = this.error?.field === 'email';
    return html`<div class="field"><label for="email">${i18n.t('join.email')}</label>
      <input id="email" type="email" name="email" autocomplete="email" inputmode="email" autocapitalize="off" spellcheck="false" dir="ltr" required
        maxlength="254" .value=${this.#answers.email} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="email-wrong">
      <p class="wrong" id="email-wrong">${wrong ? this.error?.text : nothing}</p></div>`;
  }

  #vouched({ runtime: { source } }: Hub): boolean {
    return this.mode !== 'sign-in' && !this.#unknown && source.vouched;
  }

  #more(hub: Hub): TemplateResult {
    const { i18n, runtime: { config }, programme } = hub;
    const gift = programme.earning.some((rule) => rule.on === 'birthday');
    const terms = safeLink(config.terms_url);
    return html`<details><summary>${i18n.t('about.more')} ${icons.next()}</summary><div class="stack">
        <div class="field"><label for="name">${i18n.t('about.name')}</label>
          <input id="name" name="name" autocomplete="given-name" maxlength="100" .value=${this.#answers.name}></div>
        ${birthdayFields(i18n, this.#answers.birthday, gift ? i18n.t('about.birthday_gift') : '')}
        <p class="wrong">${this.error?.field === 'birthday' ? this.error.text : nothing}</p></div></details>
      <label class="tick"><input id="marketing" type="checkbox" .checked=${this.#answers.marketing}>
        <span class="small">${i18n.text(config.consent.marketing)}</span></label>
      ${terms ? html`<p class="tiny muted">${i18n.rich('join.terms', {
        terms: html`<a class="link" href=${terms} target="_blank" rel="noopener noreferrer">${i18n.t('join.terms_link')}</a>` })}</p>` : nothing}`;
  }

  #code(hub: Hub): TemplateResult {
    const { i18n, runtime: { config } } = hub;
    const gift = this.mode !== 'sign-in' && config.welcome ? i18n.units(config.welcome.units, config.wallet) : '';
    return html`<form novalidate @submit=${(e: Event) => { e.preventDefault(); void this.#verify(hub); }}>
      <div class="head"><h2 id="title" tabindex="-1">${i18n.t('code.title')}</h2>
        <p class="muted">${i18n.rich('code.text', { email: html`<strong dir="ltr">${this.#answers.email}</strong>` })}
          ${gift ? i18n.t('code.gift', { amount: gift }) : nothing}</p></div>
      ${this.#problem('form')}
      <div class="field"><label for="code">${i18n.t('code.label')}</label>
        <input id="code" class="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required
          aria-invalid=${this.error?.field === 'code' ? 'true' : nothing} aria-describedby="code-wrong" @input=${(e: InputEvent) => this.#typed(e, hub)}>
        <p class="wrong" id="code-wrong">${this.error?.field === 'code' ? this.error.text : nothing}</p></div>
      <button class="btn wide" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${i18n.t(this.busy ? 'busy' : 'code.send')}</button>
      <div class="after small">
        ${this.wait > 0 ? html`<span class="muted tap">${i18n.count('code.wait', this.wait)}</span>`
          : html`<button type="button" class="link tap" @click=${() => void this.#ask(hub)}>${i18n.t('code.resend')}</button>`}
        <button type="button" class="link tap" @click=${() => this.#turn(this.mode ?? 'join')}>${i18n.t('code.other')}</button></div>
    </form>`;
  }

  #title({ i18n, runtime: { config } }: Hub): string {
    return config.welcome ? i18n.t('join.title_gift', { amount: i18n.units(config.welcome.units, config.wallet) })
      : i18n.t('join.title', { name: i18n.text(config.program.name) });
  }

  #problem(field: string): unknown {
    return html`<div role="alert">${this.error?.field === field ? html`<p class="notice bad">${this.error.text}</p>` : nothing}</div>`;
  }

  #turn(mode: 'join' | 'sign-in'): void {
    awaited.drop();
    this.#answers.email = this.input('email')?.value ?? this.#answers.email;
    this.mode = mode;
    this.step = 'form';
    this.error = null;
    void this.focusOn('title');
  }

  /** The code came before: in a tab that is closed by now, or on another device. */
  #have(hub: Hub): void {
    const email = this.input('email')?.value.trim() ?? '';
    if (!ADDRESS.test(email)) {
      this.#wrong('email', hub.i18n.t('error.email_invalid'));
      return;
    }
    this.#answers.email = email;
    this.#await(0);
  }

  /** Goes to the code's field, also after a reload; `wait` seconds until another mail may be asked for. */
  #await(wait: number): void {
    awaited.set(this.mode ?? 'join', this.#answers);
    this.error = null;
    this.step = 'code';
    this.#countDown(wait);
    void this.focusOn('code');
  }

  #send(event: Event, hub: Hub): void {
    event.preventDefault();
    const birthday = readBirthday(this.renderRoot);
    const email = this.input('email')?.value.trim() ?? '';
    this.#answers = {
      email, name: this.input('name')?.value.trim() ?? '', birthday: birthday === 'wrong' ? null : birthday,
      marketing: this.input('marketing')?.checked ?? false,
    };
    if (!this.#vouched(hub) && !ADDRESS.test(email)) this.#wrong('email', hub.i18n.t('error.email_invalid'));
    else if (birthday === 'wrong') this.#wrong('birthday', hub.i18n.t('about.birthday_wrong'));
    else void this.#ask(hub);
  }

  #wrong(field: string, text: string): void {
    this.error = { field, text };
    void this.focusOn(field === 'birthday' ? 'day' : field);
  }

  /** Asks for the mail with the code; where the shop vouches for the shopper there is none. */
  async #ask(hub: Hub): Promise<void> {
    const { source, config } = hub.runtime;
    const { email, name, birthday, marketing } = this.#answers;
    await this.#attempt(hub, 'email', async () => {
      const { locale } = hub.i18n;
      const form = { ...(name ? { name } : {}), ...(birthday ? { birthday } : {}), consent: { marketing, version: config.consent.version }, locale };
      if (this.#vouched(hub)) {
        const me = await joinVouched(source, form);
        if (me) this.#done(hub, me);
        else this.#prove(hub);
        return;
      }
      if (this.mode === 'sign-in') await signIn(source, email, locale);
      else await join(source, { email, ...form });
      this.#await(RESEND_AFTER_S);
    });
  }

  /** The shop could not say whose address it is: the shopper does. */
  #prove({ i18n }: Hub): void {
    this.#unknown = true;
    this.#wrong('email', i18n.t('join.prove'));
  }

  async #verify(hub: Hub): Promise<void> {
    const code = digits(this.input('code')?.value ?? '');
    if (code.length !== CODE_LENGTH) {
      this.#wrong('code', hub.i18n.t('code.short'));
      return;
    }
    await this.#attempt(hub, 'code', async () => {
      this.#done(hub, await verify(hub.runtime.source, this.#answers.email, code));
    });
  }

  #typed(event: InputEvent, hub: Hub): void {
    const input = event.target as HTMLInputElement;
    const code = digits(input.value).slice(0, CODE_LENGTH);
    if (input.value !== code) input.value = code;
    this.error = null;
    if (code.length === CODE_LENGTH) void this.#verify(hub);
  }

  #done({ runtime }: Hub, me: Me): void {
    awaited.drop();
    runtime.options.emit(this.mode === 'sign-in' ? 'sign-in' : 'join');
    this.step = 'form';
    this.dispatchEvent(new CustomEvent('regulars-joined', { detail: this.mode ?? 'join', bubbles: true, composed: true }));
    runtime.store.member(me);
  }

  #countDown(seconds: number): void {
    clearInterval(this.#timer);
    this.wait = Math.max(0, seconds);
    if (!this.wait) return;
    this.#timer = window.setInterval(() => {
      if (--this.wait <= 0) clearInterval(this.#timer);
    }, 1000);
  }

  async #attempt(hub: Hub, field: string, work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await work();
    } catch (caught) {
      const error = toError(caught);
      this.error = { field: belongsTo(error, field), text: refusal(hub.i18n, error) };
      if (!isAway(error)) void this.focusOn(field);
    } finally {
      this.busy = false;
    }
  }
}

/** Refusals about what was typed stand under the field, all others above the form. */
function belongsTo(error: RegularsError, field: string): string {
  const about = field === 'code' ? 'code_invalid' : 'email_invalid';
  return about === error.code || error.path === field ? field : 'form';
}
