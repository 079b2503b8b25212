// <regulars-tier-progress>: the ladder of tiers, where the member stands on it, and what is missing.
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Progress, TierStanding } from '../../client/types.js';
import { props, RegularsElement } from '../base.js';
import type { Hub } from '../hub.js';
import { icons } from '../icons.js';
import type { TierInfo } from '../programme.js';
import { STYLES } from './tier-progress.styles.js';

/** With more tiers than this only the names of the member's own and the next one are written. */
const NAMES = 3;

/**
 * @element regulars-tier-progress
 * @attr {boolean} plain - without the badge, where it stands nearby
 * @csspart root - the element's own root
 */
export class TierProgress extends RegularsElement {
  static override properties = props({ plain: { type: Boolean } });
  static override styles: CSSResultGroup = [RegularsElement.styles, STYLES];

  declare plain: boolean;

  protected override waiting(): unknown {
    return html`<div class="card"></div>`;
  }

  protected override view(hub: Hub): unknown {
    const { programme, i18n, runtime } = hub;
    if (programme.tiers.length === 0) return nothing;
    const tier = runtime.store.state.me?.summary.tier ?? null;
    return html`<div class="card">${tier ? this.#member(hub, tier) : html`<h3>${i18n.t('tier.title')}</h3>`}
      ${this.#track(hub, tier)}
      ${tier ? this.#keep(hub, tier) : html`<p class="small muted">${i18n.t('tier.guest', { tier: this.#name(hub, programme.tiers[0]?.id ?? '') })}
        <button class="link" @click=${() => runtime.open('join')}>${i18n.t('join.short')}</button></p>`}</div>`;
  }

  #member(hub: Hub, tier: TierStanding): TemplateResult {
    const { i18n } = hub;
    const nearest = tier.next && nearestProgress(tier.next.progress);
    const words = nearest && tier.next
      ? i18n.rich('tier.left', { amount: html`<strong>${this.#amount(hub, nearest)}</strong>`, tier: this.#name(hub, tier.next.id) })
      : i18n.t('tier.top');
    return html`<div class="spread"><h3>${words}</h3>
      ${this.plain ? nothing : html`<span class="badge">${icons.rosette()}${this.#name(hub, tier.id)}</span>`}</div>`;
  }

  #keep({ i18n, ...hub }: Hub, tier: TierStanding): unknown {
    const name = this.#name({ i18n, ...hub }, tier.id);
    const missing = tier.keep && nearestProgress(tier.keep.progress);
    if (tier.keep && missing && missing.left > 0) {
      return html`<p class="small muted">${i18n.t('tier.keep', { amount: this.#amount({ i18n, ...hub }, missing), tier: name, date: i18n.date(tier.keep.by) })}</p>`;
    }
    return tier.until ? html`<p class="small muted">${i18n.t('tier.until', { tier: name, date: i18n.date(tier.until) })}</p>` : nothing;
  }

  /** Equal steps, so that names never collide; the step in progress is filled by its share. */
  #track(hub: Hub, tier: TierStanding | null): TemplateResult {
    const { tiers } = hub.programme;
    const at = tier ? tiers.findIndex((t) => t.id === tier.id) : -1;
    const share = tier?.next ? shareOf(nearestProgress(tier.next.progress), tiers[at], tiers[at + 1]) : 0;
    const nearest = tier?.next && nearestProgress(tier.next.progress);
    const label = nearest && tier.next ? hub.i18n.t('tier.value', {
      have: this.#amount(hub, { ...nearest, left: nearest.have }), need: this.#amount(hub, { ...nearest, left: nearest.need }),
      tier: this.#name(hub, tier.next.id) }) : hub.i18n.t('tier.title');
    return html`<div role="img" aria-label=${label}><ol class="track" aria-hidden="true">${tiers.map((info, i) => html`
      <li class="step ${i <= at ? 'reached' : ''} ${i === at ? 'here' : ''}">
        ${i > 0 ? html`<div class="bar"><i .style=${`--_share:${i <= at ? 1 : i === at + 1 ? share : 0}`}></i></div>` : nothing}
        <span class="dot">${i <= at ? icons.check() : nothing}</span>
        ${tiers.length <= NAMES || i === Math.max(at, 0) || i === at + 1 ? html`<span class="name tiny muted">${hub.i18n.text(info.name)}</span>` : nothing}</li>`)}</ol></div>`;
  }

  #name({ programme, i18n }: Pick<Hub, 'programme' | 'i18n'>, id: string): string {
    const tier = programme.tiers.find((t) => t.id === id);
    return tier ? i18n.text(tier.name) : id;
  }

  #amount({ programme, i18n }: Pick<Hub, 'programme' | 'i18n'>, p: Progress): string {
    const kind = programme.metrics.find((m) => m.id === p.metric)?.kind;
    if (kind === 'spend') return i18n.money(p.left);
    return kind === 'wallet' ? i18n.units(p.left, { unit: 'points', scale: 0 }) : i18n.count(kind === 'orders' ? 'unit.orders' : 'unit.actions', p.left);
  }
}

/** The way with the least left, where there are several. */
function nearestProgress(all: readonly Progress[]): Progress | null {
  return [...all].sort((a, b) => a.left / Math.max(1, a.need) - b.left / Math.max(1, b.need))[0] ?? null;
}

function shareOf(progress: Progress | null, here: TierInfo | undefined, next: TierInfo | undefined): number {
  if (!progress) return 0;
  const from = here?.qualify.find((q) => q.metric === progress.metric)?.at_least ?? 0;
  const to = next?.qualify.find((q) => q.metric === progress.metric)?.at_least ?? progress.need;
  return Math.min(1, Math.max(0, (progress.have - from) / Math.max(1, to - from)));
}
