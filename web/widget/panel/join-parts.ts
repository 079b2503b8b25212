// The parts of <regulars-join> that come when somebody begins: what she may say of herself, and the six
// digits from the mail.
import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { isAway, toError, type RegularsError } from '../../client/errors.js';
import type { Hub } from '../hub.js';
import { EMPTY, type About, type AboutPart, type Code, type CodePart } from '../join/parts.js';
import { PanelElement, props } from './base.js';
import { birthdayFields, readBirthday } from './birthday.js';
import { icons } from './icons.js';
import { safeLink } from './link.js';
import { PART_STYLES } from './part.styles.js';
import { digits } from './say.js';

const RESEND_AFTER_S = 30;
const CODE_LENGTH = 6;

const STYLES = css`
  .after { display: flex; flex-wrap: wrap; justify-content: center; column-gap: 20px; }
  .code { font-size: 1.75em !important; font-weight: 600; letter-spacing: 0.4em; text-align: center !important; direction: ltr; padding-inline: 0.4em 0 !important;
    font-variant-numeric: tabular-nums; min-block-size: 64px !important; }
  .head { display: flex; flex-direction: column; gap: 6px; }
  details { border-block: 1px solid var(--_line); padding-block: 2px; }
  details .stack { padding-block: 4px 16px; }
`;

export class JoinAbout extends PanelElement implements AboutPart {
  static override properties = props({ wrong: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, PART_STYLES, STYLES];

  declare protected wrong: boolean;

  protected override view({ i18n, runtime: { config }, programme }: Hub): unknown {
    const gift = programme.earning.some((rule) => rule.on === 'birthday');
    const terms = safeLink(config.terms_url);
    return html`<div class="stack"><details><summary>${i18n.t('about.more')} ${icons.next()}</summary><div class="stack">
        <div class="field"><label for="name">${i18n.t('about.name')}</label>
          <input id="name" name="name" autocomplete="given-name" maxlength="100"></div>
        ${birthdayFields(i18n, null, gift ? i18n.t('about.birthday_gift') : '')}
        <p class="wrong" role="alert">${this.wrong ? i18n.t('about.birthday_wrong') : nothing}</p></div></details>
      <label class="tick"><input id="marketing" type="checkbox"><span class="small">${i18n.text(config.consent.marketing)}</span></label>
      ${terms ? html`<p class="tiny muted">${i18n.rich('join.terms', {
        terms: html`<a class="link" href=${terms} target="_blank" rel="noopener noreferrer">${i18n.t('join.terms_link')}</a>` })}</p>` : nothing}</div>`;
  }

  answers(): About | null {
    const birthday = readBirthday(this.renderRoot);
    this.wrong = birthday === 'wrong';
    if (birthday === 'wrong') {
      void this.focusOn('day');
      return null;
    }
    return { ...EMPTY, name: this.input('name')?.value.trim() ?? '', birthday, marketing: this.input('marketing')?.checked ?? false };
  }
}

export class JoinCode extends PanelElement implements CodePart {
  static override properties = props({ code: { attribute: false }, busy: { state: true }, error: { state: true }, wait: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, PART_STYLES, STYLES];

  declare code: Code;
  declare protected busy: boolean;
  declare protected error: { field: string; text: string } | null;
  /** Seconds until another mail may be asked for. */
  declare protected wait: number;
  #timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override view(hub: Hub): unknown {
    const { i18n } = hub;
    const { email, gift } = this.code;
    const wrong = this.error?.field === 'code';
    return html`<form novalidate @submit=${(e: Event) => { e.preventDefault(); this.#verify(hub); }}>
      <div class="head"><h2 id="title" tabindex="-1">${i18n.t('code.title')}</h2>
        <p class="muted">${i18n.rich('code.text', { email: html`<strong dir="ltr">${email}</strong>` })}
          ${gift ? i18n.t('code.gift', { amount: gift }) : nothing}</p></div>
      <div role="alert">${this.error?.field === 'form' ? html`<p class="notice bad">${this.error.text}</p>` : nothing}</div>
      <div class="field"><label for="code">${i18n.t('code.label')}</label>
        <input id="code" class="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required
          aria-invalid=${wrong ? 'true' : nothing} aria-describedby="code-wrong" @input=${(e: InputEvent) => this.#typed(e, hub)}>
        <p class="wrong" id="code-wrong">${wrong ? this.error?.text : nothing}</p></div>
      <button class="btn wide" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${i18n.t(this.busy ? 'busy' : 'code.send')}</button>
      ${this.#after(hub)}</form>`;
  }

  #after({ i18n, ...hub }: Hub): TemplateResult {
    const waits = this.wait > 0;
    return html`<div class="after small">
      <button type="button" class="link tap" aria-disabled=${waits ? 'true' : 'false'} @click=${() => { if (!waits) this.#attempt({ i18n, ...hub }, () => this.code.again()); }}>
        ${waits ? i18n.count('code.wait', this.wait) : i18n.t('code.resend')}</button>
      <button type="button" class="link tap" @click=${() => this.code.other()}>${i18n.t('code.other')}</button></div>`;
  }

  begin(): void {
    clearInterval(this.#timer);
    this.wait = RESEND_AFTER_S;
    this.#timer = window.setInterval(() => {
      if (--this.wait <= 0) clearInterval(this.#timer);
    }, 1000);
    void this.focusOn('code');
  }

  #typed(event: InputEvent, hub: Hub): void {
    const input = event.target as HTMLInputElement;
    const code = digits(input.value).slice(0, CODE_LENGTH);
    if (input.value !== code) input.value = code;
    this.error = null;
    if (code.length === CODE_LENGTH) this.#verify(hub);
  }

  #verify(hub: Hub): void {
    const code = digits(this.input('code')?.value ?? '');
    if (code.length !== CODE_LENGTH) this.#wrong('code', hub.i18n.t('code.short'));
    else this.#attempt(hub, async () => this.code.verified(await hub.runtime.source.verify(this.code.email, code)));
  }

  #wrong(field: string, text: string): void {
    this.error = { field, text };
    void this.focusOn('code');
  }

  #attempt(hub: Hub, work: () => Promise<void>): void {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    work().catch((caught: unknown) => {
      const error = toError(caught);
      this.error = { field: isAboutCode(error) ? 'code' : 'form', text: hub.i18n.error(error) };
      if (!isAway(error)) void this.focusOn('code');
    }).finally(() => { this.busy = false; });
  }
}

/** Refusals about what was typed stand under the field, all others above the form. */
const isAboutCode = ({ code, path }: RegularsError): boolean => ['code_invalid', 'code_expired', 'code_attempts'].includes(code) || path === 'code';
