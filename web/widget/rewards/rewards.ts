// <regulars-rewards>: the catalogue. What can be had now, what is nearly there, and what another
// tier is needed for. `layout="list"` stacks the cards; without it they stand on one shelf.
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { RewardStanding, RewardStatus } from '../../client/types.js';
import { props, RegularsElement } from '../base.js';
import type { Hub } from '../hub.js';
import { icons } from '../icons.js';
import type { RewardInfo } from '../programme.js';
import { units } from '../units.js';
import { STYLES } from './rewards.styles.js';

const ORDER: readonly RewardStatus[] = ['available', 'not_yet', 'tier_locked', 'limit_reached', 'not_started', 'out_of_stock', 'segment_locked', 'ended'];

/**
 * @element regulars-rewards
 * @attr {'list'} layout - cards one below the other
 * @csspart root - the element's own root
 */
export class Rewards extends RegularsElement {
  static override properties = props({ layout: { type: String, reflect: true } });
  static override styles: CSSResultGroup = [RegularsElement.styles, STYLES];

  declare layout: string | null;

  protected override waiting(): unknown {
    return html`<div class="shelf">${[1, 2, 3].map(() => html`<div class="ghost reward"></div>`)}</div>`;
  }

  protected override view(hub: Hub): unknown {
    const standing = hub.runtime.store.state.me?.summary.rewards ?? [];
    const cards = hub.programme.rewards.filter((info) => !info.automatic)
      .map((info) => ({ info, now: standing.find((s) => s.id === info.id) ?? null }))
      .filter(({ now }) => now?.status !== 'ended' && now?.status !== 'segment_locked')
      .sort((a, b) => rank(a.now) - rank(b.now) || a.info.cost - b.info.cost);
    if (cards.length === 0) return html`<p class="muted">${hub.i18n.t('rewards.none')}</p>`;
    return html`<ul class=${this.layout === 'list' ? 'grid' : 'shelf'} aria-label=${hub.i18n.t('rewards.title')}>
      ${cards.map(({ info, now }) => this.#card(hub, info, now))}</ul>`;
  }

  #card(hub: Hub, info: RewardInfo, now: RewardStanding | null): TemplateResult {
    const { i18n } = hub;
    const description = i18n.text(info.description) || (info.min_order_minor ? i18n.t('rewards.from', { amount: i18n.money(info.min_order_minor) }) : '');
    const locked = now !== null && now.status !== 'available' && now.status !== 'not_yet';
    return html`<li class="card reward ${locked ? 'locked' : ''}">
      <span class="emblem">${locked ? icons.lock() : emblem(info)}</span>
      <div class="words"><h3>${i18n.text(info.name)}</h3>
        ${description ? html`<p class="tiny muted">${description}</p>` : nothing}</div>
      <div class="foot">${this.#foot(hub, info, now)}</div></li>`;
  }

  #foot(hub: Hub, info: RewardInfo, now: RewardStanding | null): unknown {
    const { i18n, runtime } = hub;
    const cost = units(hub, info.wallet, now?.cost ?? info.cost);
    const name = i18n.text(info.name);
    if (!now) {
      return html`<div class="spread"><strong class="small num">${cost}</strong><button class="link small tap" aria-label="${i18n.t('join.short')}: ${name}"
        @click=${() => runtime.open('join')}>${i18n.t('join.short')}</button></div>`;
    }
    if (now.status === 'available') {
      return html`<button class="btn small" aria-label="${i18n.t('rewards.get', { cost })}: ${name}"
        @click=${() => this.#choose(hub, info.id)}>${i18n.t('rewards.get', { cost })}</button>`;
    }
    if (now.status === 'not_yet') {
      const share = now.cost > 0 ? Math.max(0, now.cost - now.missing) / now.cost : 0;
      return html`<div class="bar" role="img" aria-label=${i18n.percent(String(Math.floor(share * 100)))}><i .style=${`--_share:${share}`}></i></div>
        <p class="tiny muted num">${i18n.rich('rewards.missing', { missing: html`<strong>${units(hub, info.wallet, now.missing)}</strong>`, cost })}</p>`;
    }
    return html`<p class="state tiny muted">${this.#reason(hub, now)} · ${cost}</p>`;
  }

  #reason({ i18n, programme }: Hub, now: RewardStanding): string {
    if (now.status !== 'tier_locked') return i18n.t(`rewards.${now.status}`);
    const tier = programme.tiers.find((t) => t.id === now.tier);
    return tier ? i18n.t('rewards.tier', { tier: i18n.text(tier.name) }) : i18n.t('rewards.tier_any');
  }

  /** Inside the panel the panel turns its page; on the shop's page the panel opens there. */
  #choose({ runtime }: Hub, id: string): void {
    const choice = new CustomEvent('regulars-choose', { detail: id, bubbles: true, composed: true, cancelable: true });
    if (this.dispatchEvent(choice)) runtime.open(`redeem:${id}`);
  }
}

const rank = (now: RewardStanding | null): number => (now ? ORDER.indexOf(now.status) : 0);

function emblem(info: RewardInfo): TemplateResult {
  if (/discount|credit|amount|cash|card/.test(info.kind)) return icons.ticket();
  return /shipping/.test(info.kind) ? icons.bag() : icons.gift();
}
