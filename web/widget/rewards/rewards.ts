// <regulars-rewards>: the catalogue. What can be had now, what is nearly there, and what another
// tier is needed for. `layout="list"` stacks the cards; without it they stand on one shelf.
import type { RewardStanding, RewardStatus } from '../../client/types.js';
import { PageElement, type Takes } from '../element.js';
import { h, icon, type Child, type View } from '../h.js';
import type { Hub } from '../hub.js';
import { BAG, GIFT, LOCK, ONWARD, TICKET } from '../icons.js';
import type { RewardInfo } from '../programme.js';
import { tierName, units } from '../units.js';
import { STYLES } from './rewards.styles.js';

const ORDER: readonly RewardStatus[] = ['available', 'not_yet', 'tier_locked', 'limit_reached', 'not_started', 'out_of_stock', 'segment_locked', 'ended'];
/** A shelf is as high as its place on the page was kept: a longer name takes a wider card, and a very long one smaller letters and the icon's place. */
const LONG = 40;
const VERY_LONG = 110;
/** Cards of one frame: what is seen at first, and what a slow processor draws in between. */
const AT_ONCE = 6;
/** What stays in view of a card when an arrow moves the shelf, and what is no room beyond an edge. */
const PEEK = 120;
const EDGE = 8;

/**
 * @element regulars-rewards
 * @attr {'list'} layout - cards one below the other
 * @csspart root - the element's own root
 */
export class Rewards extends PageElement {
  static override readonly takes: Takes = { layout: 'text' };
  static override readonly css = STYLES;

  declare layout: string | null;
  #room = AT_ONCE;

  protected override waiting(): Child {
    return h('div.shelf', {}, [1, 2, 3].map(() => h('div.ghost.reward')));
  }

  protected override view(hub: Hub): Child {
    const standing = hub.runtime.store.state.me?.summary.rewards ?? [];
    const cards = hub.programme.rewards.filter((info) => !info.automatic)
      .map((info) => ({ info, now: standing.find((s) => s.id === info.id) ?? null }))
      .filter(({ now }) => now?.status !== 'ended' && now?.status !== 'segment_locked')
      .sort((a, b) => rank(a.now) - rank(b.now) || a.info.cost - b.info.cost);
    if (cards.length === 0) return h('p.muted', {}, hub.i18n.t('rewards.none'));
    const list = this.layout === 'list';
    const items = h(list ? 'ul.grid' : 'ul.shelf', { 'aria-label': hub.i18n.t('rewards.title'), onscroll: list ? null : this.#ends },
      cards.slice(0, this.#room).map(({ info, now }) => this.#card(hub, info, now)));
    return [this.#debt(hub), list ? items : h('div.case', {}, items, this.#arrow(hub, -1), this.#arrow(hub, 1))];
  }

  /** New points pay it first: said once, and not counted into what each card lacks. */
  #debt({ i18n, runtime }: Hub): Child {
    const wallet = runtime.store.state.me?.summary.wallets.find((w) => w.debt > 0);
    return wallet && h('p.small.muted.debt', {}, i18n.t('rewards.debt', { amount: i18n.units(wallet.debt, wallet) }));
  }

  /** For a mouse, which finds no other way along the shelf; keys and fingers do. */
  #arrow({ i18n }: Hub, way: 1 | -1): View {
    return h(way > 0 ? 'button.on' : 'button.back', { tabindex: -1, 'aria-hidden': 'true', onclick: () => {
      const shelf = this.find('.shelf');
      shelf?.scrollBy({ left: (shelf.clientWidth - PEEK) * (i18n.dir === 'rtl' ? -way : way) });
    } }, icon(ONWARD));
  }

  /** Says where more stands beyond the edges. */
  readonly #ends = (): void => {
    const shelf = this.find('.shelf');
    if (!shelf) return;
    const at = Math.abs(shelf.scrollLeft);
    shelf.parentElement?.classList.toggle('before', at > EDGE);
    shelf.parentElement?.classList.toggle('after', at < shelf.scrollWidth - shelf.clientWidth - EDGE);
  };
  readonly #width = new ResizeObserver(this.#ends);

  protected override drawn({ programme }: Hub): void {
    // What is observed anew is told of after the next layout.
    const shelf = this.find('.shelf');
    this.#width.disconnect();
    if (shelf) this.#width.observe(shelf);
    if (this.#room >= programme.rewards.length) return;
    requestAnimationFrame(() => setTimeout(() => {
      this.#room += AT_ONCE;
      void this.draw();
    }));
  }

  /** What she could have now is not known; what there is to have is. */
  protected override away(hub: Hub): Child {
    return this.view(hub);
  }

  #card(hub: Hub, info: RewardInfo, now: RewardStanding | null): View {
    const { i18n } = hub;
    const name = i18n.text(info.name);
    const from = info.voucher?.min_order_minor ?? 0;
    const description = i18n.text(info.description) || (from > 0 ? i18n.t('rewards.from', { amount: i18n.money(from) }) : '');
    const locked = now !== null && now.status !== 'available' && now.status !== 'not_yet';
    return h('li', { class: `card reward${locked ? ' locked' : ''}${name.length > LONG ? ' long' : ''}${name.length > VERY_LONG ? ' very' : ''}` },
      h('span.emblem', {}, icon(locked ? LOCK : emblem(info))),
      h('div.words', {}, h('h3', {}, name), description && h('p.tiny.muted', {}, description)),
      h('div.foot', {}, this.#foot(hub, info, now)));
  }

  #foot(hub: Hub, info: RewardInfo, now: RewardStanding | null): Child {
    const { i18n, runtime } = hub;
    const cost = units(hub, info.wallet, now?.cost ?? info.cost);
    const name = i18n.text(info.name);
    if (!now) {
      const join = i18n.t('join.brief');
      return h('div.spread', {}, h('strong.small.num', {}, cost),
        runtime.store.state.status !== 'away' && h('button.link.small.tap', { 'aria-label': `${join}: ${name}`, onclick: () => runtime.open('join') }, join));
    }
    if (now.status === 'available') {
      const get = i18n.t('rewards.get', { cost });
      return h('button.btn.small', { 'aria-label': `${get}: ${name}`, onclick: () => this.#choose(hub, info.id) }, get);
    }
    if (now.status === 'not_yet') {
      const share = now.cost > 0 ? Math.max(0, now.cost - now.missing) / now.cost : 0;
      return [
        h('div.bar', { role: 'img', 'aria-label': i18n.percent(String(Math.floor(share * 100))) }, h('i', { style: { '--_share': String(share) } })),
        h('p.tiny.muted.num', {}, i18n.rich('rewards.missing', { missing: h('strong', {}, units(hub, info.wallet, Math.min(now.missing, now.cost))), cost }))];
    }
    return h('p.state.tiny.muted', {}, `${reason(hub, now)} · ${cost}`);
  }

  /** Inside the panel the panel turns its page; on the shop's page the panel opens there. */
  #choose({ runtime }: Hub, id: string): void {
    const choice = new CustomEvent('regulars-choose', { detail: id, bubbles: true, composed: true, cancelable: true });
    if (this.dispatchEvent(choice)) runtime.open(`redeem:${id}`);
  }
}

const rank = (now: RewardStanding | null): number => (now ? ORDER.indexOf(now.status) : 0);

function reason(hub: Hub, now: RewardStanding): string {
  const { i18n } = hub;
  if (now.status !== 'tier_locked') return i18n.t(`rewards.${now.status}`);
  const tier = tierName(hub, now.tier);
  return tier ? i18n.t('rewards.tier', { tier }) : i18n.t('rewards.tier_any');
}

function emblem({ kind }: RewardInfo): string {
  if (/discount|credit|amount|cash|card/.test(kind)) return TICKET;
  return kind === 'free_shipping' ? BAG : GIFT;
}
