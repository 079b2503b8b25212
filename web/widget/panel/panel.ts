// <regulars-panel>: the programme itself. A member's card, rewards, vouchers, history and account; for
// a guest what there is to gain, and the way in. Lives in the shell's dialog, or on an account page.
import type { View } from '../../shell/types.js';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import WORDS from 'virtual:words';
import { speak, type Hub } from '../hub.js';
import { awaited } from './awaited.js';
import { PanelElement, props } from './base.js';
import { icons } from './icons.js';
import { Account } from './account.js';
import { checkContrast } from './contrast.js';
import { History } from './history.js';
import { guestHome, memberHome, type Welcome } from './home.js';
import { JoinForm } from './join-form.js';
import { STYLES } from './panel.styles.js';
import { Redeem } from './redeem.js';
import { Vouchers } from './vouchers.js';
import { WhyPart } from './why-part.js';

type Tab = 'home' | 'rewards' | 'vouchers' | 'history' | 'account';

const TABS: readonly (readonly [Tab, () => TemplateResult])[] = [
  ['home', icons.home], ['rewards', icons.gift], ['vouchers', icons.ticket], ['history', icons.clock], ['account', icons.person]];

/** After what the shopper waits for. */
const SOON_MS = 1000;
const PAGES: readonly string[] = [...TABS.map(([tab]) => tab), 'join', 'sign-in'];

/**
 * @element regulars-panel
 * @attr {string} view - home, rewards, vouchers, history, account, join, sign-in or redeem:<reward id>
 * @csspart root - the element's own root
 */
export class Panel extends PanelElement {
  static override properties = props({ page: { type: String, attribute: 'view' }, welcome: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, STYLES];

  declare page: View | null;
  /** Just joined, or somebody else came: said once, on the first page that follows. */
  declare protected welcome: Welcome | null;
  #shown = '';
  #whose = '';

  protected override get late(): boolean {
    return false;
  }

  protected override waiting(): unknown {
    return html`<div class="panel"><div class="hero"></div></div>`;
  }

  /** A page that is not there is told to the shop's developer; the shopper sees the nearest one that is. */
  protected override willUpdate(): void {
    // Opened again after a reload: where a code is awaited, its field comes first.
    if (!this.hasUpdated) this.page ??= awaited.get()?.mode ?? null;
    const { page, hub } = this;
    if (!hub) return;
    this.#meet(hub);
    if (!page) return;
    const all = [...PAGES, ...hub.programme.rewards.filter((r) => !r.automatic).map((r) => `redeem:${r.id}`)];
    if (all.includes(page)) return;
    console.warn(`Regulars: there is no page "${page}" to open, only ${all.join(', ')}.`);
    this.page = page.startsWith('redeem:') ? 'rewards' : 'home';
  }

  /** What was begun for one member is not left to another who signed in elsewhere in this browser. */
  #meet(hub: Hub): void {
    const { status, me } = hub.runtime.store.state;
    const id = me?.member.id ?? '';
    if (status === 'unknown' || id === this.#whose) return;
    if (this.#whose) {
      this.page = 'home';
      this.welcome = id ? 'other' : null;
    }
    this.#whose = id;
  }

  protected override firstUpdated(): void {
    setTimeout(() => checkContrast(this.renderRoot.firstElementChild as Element), SOON_MS);
  }

  /** Each page shows what is so now: the history would else tell what the balance does not know. */
  go(view: View): void {
    const { runtime } = this.hub ?? {};
    if (runtime?.store.state.me) void runtime.refresh();
    this.page = view;
    this.welcome = null;
  }

  protected override view(hub: Hub): unknown {
    const { store } = hub.runtime;
    const member = store.state.me !== null;
    // A member whose standing cannot be had: nobody is asked to join who has joined.
    if (!member && store.state.status === 'away') return html`<div class="panel"><div class="page">${away(hub)}</div></div>`;
    const view = this.#allowed(member);
    return html`<div class="panel"
        @regulars-choose=${(e: CustomEvent<string>) => { e.preventDefault(); this.go(`redeem:${e.detail}`); }}
        @regulars-go=${(e: CustomEvent<View>) => this.go(e.detail)}
        @regulars-joined=${(e: CustomEvent<'join' | 'sign-in'>) => { this.page = 'home'; this.welcome = e.detail; }}>
      <div class="scroll">${member ? this.#member(hub, view) : this.#guest(hub, view)}</div>
      ${member ? this.#tabs(hub, view) : nothing}</div>`;
  }

  /** After a change of page, reading and focus start at its title. */
  protected override updated(): void {
    const now = this.hub ? `${this.hub.runtime.store.state.me !== null} ${this.page}` : '';
    const before = this.#shown;
    this.#shown = now;
    if (!before || !now || now === before) return;
    this.renderRoot.querySelector('.scroll')?.scrollTo(0, 0);
    this.renderRoot.querySelector<HTMLElement>('h2[tabindex],regulars-join-form')?.focus({ preventScroll: true });
  }

  #allowed(member: boolean): View {
    const view = this.page ?? 'home';
    if (!member) return view === 'sign-in' || view === 'home' || view === 'rewards' ? view : 'join';
    return view === 'join' || view === 'sign-in' ? 'home' : view;
  }

  #guest(hub: Hub, view: View): TemplateResult {
    if (view === 'home' || view === 'rewards') return guestHome(hub, (to) => this.go(to));
    return html`<div class="page entry">
      <div class="title">${this.#backward(hub, 'home')}</div>
      <regulars-join-form .mode=${view === 'sign-in' ? 'sign-in' : 'join'}></regulars-join-form></div>`;
  }

  #member(hub: Hub, view: View): unknown {
    if (view.startsWith('redeem:')) {
      const id = view.slice('redeem:'.length);
      return html`<div class="page">${this.#title(hub, 'redeem.title', 'rewards')}
        <regulars-panel-redeem .reward=${id}></regulars-panel-redeem></div>`;
    }
    switch (view) {
      case 'rewards': return html`<div class="page">${this.#title(hub, 'rewards.title')}${this.#have(hub)}
        <regulars-rewards layout="list"></regulars-rewards></div>`;
      case 'vouchers': return html`<div class="page">${this.#title(hub, 'vouchers.title')}<regulars-panel-vouchers></regulars-panel-vouchers></div>`;
      case 'history': return html`<div class="page">${this.#title(hub, 'history.title')}<regulars-panel-history></regulars-panel-history></div>`;
      case 'account': return html`<div class="page">${this.#title(hub, 'account.title')}<regulars-panel-account></regulars-panel-account></div>`;
      case 'home': case 'join': case 'sign-in': default: return memberHome(hub, this.welcome, (to) => this.go(to));
    }
  }

  #title(hub: Hub, key: string, parent?: View): TemplateResult {
    return html`<div class="title">${parent ? this.#backward(hub, parent) : nothing}<h2 tabindex="-1">${hub.i18n.t(key)}</h2></div>`;
  }

  #backward({ i18n }: Hub, parent: View): TemplateResult {
    return html`<button class="backward" aria-label=${i18n.t('back')} @click=${() => this.go(parent)}>${icons.back()}</button>`;
  }

  #have({ i18n, runtime }: Hub): unknown {
    const { config, store } = runtime;
    const wallet = store.state.me?.summary.wallets.find((w) => w.id === config.wallet.id);
    return wallet ? html`<p class="muted">${i18n.rich('rewards.have', { amount: html`<strong class="num">${i18n.units(wallet.available, wallet)}</strong>` })}</p>` : nothing;
  }

  #tabs({ i18n }: Hub, view: View): TemplateResult {
    const current = view.startsWith('redeem:') ? 'rewards' : view;
    return html`<nav class="tabs" aria-label=${i18n.t('nav')}>${TABS.map(([tab, icon]) => html`
      <button aria-current=${tab === current ? 'page' : nothing} @click=${() => this.go(tab)}>${icon()}<span>${i18n.t(`nav.${tab}`)}</span></button>`)}</nav>`;
  }
}

const away = ({ i18n }: Hub): TemplateResult => html`<div><h2>${i18n.t('away.title')}</h2><p class="muted">${i18n.t('away.text')}</p></div>`;

/** Registers the panel and its parts; what is there already, from another copy of the widget, stays. */
export function define(): void {
  speak(WORDS);
  const parts = {
    'regulars-panel-redeem': Redeem, 'regulars-panel-vouchers': Vouchers, 'regulars-panel-history': History, 'regulars-panel-account': Account,
    'regulars-join-form': JoinForm, 'regulars-why': WhyPart, 'regulars-panel': Panel,
  };
  for (const [tag, part] of Object.entries(parts)) if (!customElements.get(tag)) customElements.define(tag, part);
}
