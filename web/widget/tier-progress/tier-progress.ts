// <regulars-tier-progress>: the ladder of tiers, where the member stands on it, and what is missing.
import type { Progress, TierStanding } from '../../client/types.js';
import { PageElement, type Takes } from '../element.js';
import { h, icon, type Child, type View } from '../h.js';
import type { Hub } from '../hub.js';
import { CHECK } from '../icons.js';
import { ROSETTE } from '../../shell/dom.js';
import type { TierInfo } from '../programme.js';
import { tierName } from '../units.js';
import { STYLES } from './tier-progress.styles.js';

/** With more tiers than this names may take several lines. */
const FEW = 3;

/**
 * @element regulars-tier-progress
 * @attr {boolean} plain - without the badge, where it stands nearby
 * @csspart root - the element's own root
 */
export class TierProgress extends PageElement {
  static override readonly takes: Takes = { plain: 'flag' };
  static override readonly css = STYLES;

  declare plain: boolean;

  protected override waiting(): Child {
    return h('div.card');
  }

  protected override view(hub: Hub): Child {
    const { programme: { tiers }, i18n, runtime } = hub;
    if (tiers.length === 0) return null;
    const tier = runtime.store.state.me?.summary.tier ?? null;
    return h('div.card', {},
      tier ? this.#member(hub, tier) : h('div.spread.start', {}, h('h3', {}, i18n.t('tier.guest', { tier: tierName(hub, tiers[0]?.id ?? null) })),
        h('button.btn.soft.small', { onclick: () => runtime.open('join') }, i18n.t('join.short'))),
      track(hub, tier),
      tier && keep(hub, tier));
  }

  #member(hub: Hub, tier: TierStanding): View {
    const { i18n } = hub;
    const next = toNext(tier);
    return h('div.spread', {},
      h('h3', {}, next ? i18n.rich('tier.left', { amount: h('strong', {}, amount(hub, next, next.left)), tier: tierName(hub, tier.next?.id ?? null) }) : i18n.t('tier.top')),
      !this.plain && h('span.badge', {}, icon(ROSETTE), tierName(hub, tier.id)));
  }
}

function keep(hub: Hub, tier: TierStanding): Child {
  const { i18n } = hub;
  const name = tierName(hub, tier.id);
  const missing = tier.keep && nearest(tier.keep.progress);
  const words = tier.keep && missing && missing.left > 0
    ? i18n.t('tier.keep', { amount: amount(hub, missing, missing.left), tier: name, date: i18n.date(tier.keep.by) })
    : tier.until && i18n.t('tier.until', { tier: name, date: i18n.date(tier.until) });
  return words && h('p.small.muted', {}, words);
}

/** What a tier asks of whoever has none yet; where there are several ways, none is named. */
function asks(hub: Hub, { qualify: [first, ...more] }: TierInfo): string {
  return first && more.length === 0 ? amount(hub, first, first.at_least) : '';
}

/** Equal steps, so that names never collide; the step in progress is filled by its share. */
function track(hub: Hub, tier: TierStanding | null): View {
  const { i18n, programme: { tiers } } = hub;
  const at = tier ? tiers.findIndex((t) => t.id === tier.id) : -1;
  const next = tier && toNext(tier);
  const share = next ? shareOf(next, tiers[at], tiers[at + 1]) : 0;
  const label = next ? i18n.t('tier.value', {
    have: amount(hub, next, next.have), need: amount(hub, next, next.need), tier: tierName(hub, tier.next?.id ?? null) })
    : tier ? i18n.t('tier.top') : tiers.map((info) => `${i18n.text(info.name)} ${asks(hub, info)}`.trim()).join(', ');
  const many = tiers.length > FEW;
  // On a phone there is room for the names of four, or for those of her own and the next one.
  const own = Math.max(at, 0);
  return h('div.ladder', { role: 'img', 'aria-label': label }, h('ol', { 'aria-hidden': 'true', class: `track${tier ? '' : ' asks'}${many ? ' many' : ''}`, style: { '--_n': String(tiers.length - 1) } }, tiers.map((info, i) =>
    h('li', { class: `step${i <= at ? ' reached' : ''}${i === at ? ' here' : ''}` },
      i > 0 && h('div.bar', {}, h('i', { style: { '--_share': String(i <= at ? 1 : i === at + 1 ? share : 0) } })),
      h('span.dot', {}, i <= at && icon(CHECK)),
      h(`span.name.tiny.muted${tiers.length > FEW + 1 && (i < own || i > own + 1) ? '.far' : ''}`, {}, h('b', {}, i18n.text(info.name)), !tier && h('span', {}, asks(hub, info)))))));
}

function amount({ programme, i18n }: Hub, { metric }: Pick<Progress, 'metric'>, n: number): string {
  const kind = programme.metrics.find((m) => m.id === metric)?.kind;
  if (kind === 'spend') return i18n.money(n);
  return kind === 'wallet' ? i18n.units(n, { unit: 'points', scale: 0 }) : i18n.count(kind === 'orders' ? 'unit.orders' : 'unit.actions', n);
}

const toNext = (tier: TierStanding): Progress | null => tier.next && nearest(tier.next.progress);

/** The way with the least left, where there are several. */
function nearest(all: readonly Progress[]): Progress | null {
  return [...all].sort((a, b) => a.left / Math.max(1, a.need) - b.left / Math.max(1, b.need))[0] ?? null;
}

function shareOf({ metric, have, need }: Progress, here: TierInfo | undefined, next: TierInfo | undefined): number {
  const at = (tier: TierInfo | undefined): number | undefined => tier?.qualify.find((q) => q.metric === metric)?.at_least;
  const from = at(here) ?? 0;
  const to = at(next) ?? need;
  return Math.min(1, Math.max(0, (have - from) / Math.max(1, to - from)));
}
