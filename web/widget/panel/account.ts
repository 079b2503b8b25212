// What the shop knows of the member, to read and to change; and the way out.
import type { Member, ProfileChange } from '../../client/types.js';
import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { toError } from '../../client/errors.js';
import * as member from '../../client/member.js';
import type { Hub } from '../hub.js';
import { PanelElement, props } from './base.js';
import { birthdayFields, readBirthday } from './birthday.js';
import { icons } from './icons.js';
import { safeLink } from './link.js';
import { PART_STYLES } from './part.styles.js';
import { refusal } from './say.js';

const STYLES = css`
  dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 20px; }
  dd { text-align: end; overflow-wrap: anywhere; }
  .out { border-block-start: 1px solid var(--_line); padding-block-start: 20px; display: flex; justify-content: space-between; align-items: center; flex-wrap: wrap; gap: 8px; }
`;

export class Account extends PanelElement {
  static override properties = props({ busy: { state: true }, said: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, PART_STYLES, STYLES];

  declare protected busy: boolean;
  declare protected said: { good: boolean; text: string } | null;

  protected override view(hub: Hub): unknown {
    const known = hub.runtime.store.state.me?.member;
    if (!known) return nothing;
    const { i18n, runtime: { config, source } } = hub;
    const terms = safeLink(config.terms_url);
    // Whom the shop vouches for would be signed in again on the next page.
    return html`<div class="stack">
      <dl class="small"><dt class="muted">${i18n.t('join.email')}</dt><dd><bdi>${known.email}</bdi></dd>
        <dt class="muted">${i18n.t('account.since')}</dt><dd>${i18n.date(known.joined_at)}</dd></dl>
      ${this.#form(hub, known)}
      <div class="out">${source.vouched ? html`<p class="small muted">${i18n.t('account.by_shop')}</p>`
        : html`<button class="btn soft" @click=${() => this.#signOut(hub)}>${i18n.t('account.sign_out')}</button>`}
        ${terms ? html`<a class="link small tap" href=${terms} target="_blank" rel="noopener noreferrer">${i18n.t('account.terms')}</a>` : nothing}</div></div>`;
  }

  #form(hub: Hub, known: Member): TemplateResult {
    const { i18n, runtime: { config }, programme } = hub;
    const gift = programme.earning.some((rule) => rule.on === 'birthday');
    return html`<form novalidate @submit=${(e: Event) => this.#save(e, hub, known)}>
      <div class="field"><label for="name">${i18n.t('about.name')}</label>
        <input id="name" name="name" autocomplete="given-name" maxlength="100" .value=${known.name ?? ''}></div>
      ${birthdayFields(i18n, known.birthday, gift ? i18n.t('about.birthday_gift') : '')}
      <label class="tick"><input id="marketing" type="checkbox" .checked=${known.consent.marketing}>
        <span class="small">${i18n.text(config.consent.marketing)}</span></label>
      <div role="status">${this.said ? html`<p class="notice ${this.said.good ? 'good' : 'bad'}">${this.said.good ? icons.check() : nothing}<span>${this.said.text}</span></p>` : nothing}</div>
      <button class="btn" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${i18n.t(this.busy ? 'busy' : 'account.save')}</button></form>`;
  }

  /** Sends only what was changed. */
  async #save(event: Event, hub: Hub, known: Member): Promise<void> {
    event.preventDefault();
    const { i18n, runtime: { source, store, config, options, refresh } } = hub;
    const birthday = readBirthday(this.renderRoot);
    if (birthday === 'wrong') { this.said = { good: false, text: i18n.t('about.birthday_wrong') }; return; }
    const name = this.input('name')?.value.trim() ?? '';
    const marketing = this.input('marketing')?.checked ?? false;
    const change: ProfileChange = {
      ...(name !== (known.name ?? '') ? { name: name || null } : {}),
      ...(birthday && (birthday.month !== known.birthday?.month || birthday.day !== known.birthday.day) ? { birthday } : {}),
      ...(marketing !== known.consent.marketing ? { consent: { marketing, version: config.consent.version } } : {}),
    };
    if (this.busy) return;
    this.busy = true;
    try {
      if (Object.keys(change).length > 0) store.member(await member.change(source, known.id, change));
      this.said = { good: true, text: i18n.t('account.saved') };
      options.emit('change');
    } catch (error) {
      this.said = { good: false, text: refusal(i18n, toError(error)) };
      void refresh();
    } finally {
      this.busy = false;
    }
  }

  async #signOut(hub: Hub): Promise<void> {
    const { source, store, options } = hub.runtime;
    try {
      await member.signOut(source);
      store.guest();
      options.emit('sign-out');
      this.dispatchEvent(new CustomEvent('regulars-go', { detail: 'home', bubbles: true, composed: true }));
    } catch (error) {
      this.said = { good: false, text: refusal(hub.i18n, toError(error)) };
    }
  }
}
