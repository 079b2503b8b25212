// The ledger in words: what came, what went, when, and why. Newest first, a page at a time.
import { isAway } from '../../client/errors.js';
import { entries } from '../../client/member.js';
import type { Counted, Entry } from '../../client/types.js';
import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { I18n } from '../../i18n/i18n.js';
import type { Hub } from '../hub.js';
import { countedBy, tierName } from '../units.js';
import { ruleName, whyWords } from './why.js';
import { PanelElement, props } from './base.js';
import { icons } from './icons.js';
import { signed } from './say.js';
import { PART_STYLES } from './part.styles.js';

const PAGE = 20;

const STYLES = css`
  .entries > li { padding-block: 14px; display: grid; grid-template-columns: 1fr auto; column-gap: 16px; row-gap: 2px; }
  .entries > li + li { border-block-start: 1px solid var(--_line); }
  .entries > li:first-child { padding-block-start: 0; }
  .amount { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; text-align: end; }
  .amount.plus { color: var(--_good); }
  .under { grid-column: 1; } .under p + p { margin-block-start: 2px; }
  .wait { grid-column: 1 / -1; justify-self: start; margin-block-start: 6px; }
  bdi { display: inline-block; max-inline-size: 100%; overflow-wrap: anywhere; }
  .ghost { block-size: 64px; }
`;

export class History extends PanelElement {
  static override properties = props({ entries: { state: true }, next: { state: true }, busy: { state: true }, failed: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, PART_STYLES, STYLES];

  declare protected entries: Entry[] | null;
  declare protected next: number | null;
  declare protected busy: boolean;
  declare protected failed: boolean;
  #of = '';

  protected override hubChanged(hub: Hub): void {
    const { me } = hub.runtime.store.state;
    if (!me) return;
    const of = me.state + JSON.stringify(me.summary.wallets);
    if (of === this.#of) return;
    this.#of = of;
    void this.#load(hub, null);
  }

  protected override view(hub: Hub): unknown {
    const { i18n } = hub;
    if (this.failed) {
      return html`<div class="empty" role="status"><h3>${i18n.t('away.title')}</h3><p class="small muted">${i18n.t('away.text')}</p>
        <button class="btn soft" @click=${() => { void hub.runtime.refresh(); void this.#load(hub, null); }}>${i18n.t('retry')}</button></div>`;
    }
    if (!this.entries) return html`<div class="stack" role="status" aria-label=${i18n.t('loading')}>${[1, 2, 3, 4].map(() => html`<div class="ghost"></div>`)}</div>`;
    const shown = this.entries.filter((e) => e.units !== 0 || e.kind === 'tier_changed' || e.kind === 'released');
    if (shown.length === 0) {
      return html`<div class="empty"><span class="disc">${icons.clock()}</span><h3>${i18n.t('history.none')}</h3><p class="small muted">${i18n.t('history.none_text')}</p></div>`;
    }
    const waits = waiting(shown);
    return html`<ul class="entries">${shown.map((e) => this.#entry(hub, e, waits(e)))}</ul>
      ${this.next === null ? nothing : html`<button class="btn soft wide" aria-disabled=${this.busy ? 'true' : 'false'}
        @click=${() => this.#load(hub, this.next)}>${i18n.t(this.busy ? 'busy' : 'history.more')}</button>`}`;
  }

  #entry(hub: Hub, e: Entry, waits: boolean): TemplateResult {
    const { i18n } = hub;
    const counted = countedBy(hub, e.wallet ?? '');
    const why = e.why ? whyWords(hub, e.why, e.wallet ?? '') : [tiers(hub, e)].filter(Boolean);
    return html`<li><h3>${title(hub, e)}</h3>
      ${amount(i18n, e, counted)}
      <div class="under small muted">${why.map((line) => html`<p>${line}</p>`)}
        <p><time datetime=${e.at}>${i18n.date(e.at)}</time>${e.order ? html` · ${i18n.rich('history.order', { order: html`<bdi>${e.order}</bdi>` })}` : nothing}</p></div>
      ${waits ? html`<span class="wait badge">${icons.clock()}${i18n.t('history.pending')}</span>` : nothing}</li>`;
  }

  async #load(hub: Hub, before: number | null): Promise<void> {
    const { source, store, refresh } = hub.runtime;
    this.busy = true;
    this.failed = false;
    try {
      const page = await entries(source, store.state.me?.member.id ?? '', before, PAGE);
      this.entries = before === null ? page.entries : [...(this.entries ?? []), ...page.entries];
      this.next = page.next;
    } catch (error) {
      // Somebody else is signed in by now, or nobody.
      if (!isAway(error)) void refresh();
      this.failed = this.entries === null || before === null;
    } finally {
      this.busy = false;
    }
  }
}

/** What came or went, with its sign; what became available changed no balance and has none. */
function amount(i18n: I18n, { units, moved }: Entry, counted: Counted): TemplateResult {
  if (units === 0) return html`<span class="amount">${moved > 0 ? i18n.units(moved, counted) : nothing}</span>`;
  return html`<span class="amount ${units > 0 ? 'plus' : ''}" aria-label=${i18n.units(units, counted)}>${signed(i18n, units, counted)}</span>`;
}

/** From which tier to which; one that the programme no longer has is not named. */
function tiers(hub: Hub, { tier_from, tier_to }: Entry): string {
  const [from, to] = [tierName(hub, tier_from), tierName(hub, tier_to)];
  return from && to ? hub.i18n.t('history.tiers', { from, to }) : to;
}

/** Whether what was earned is still on the way: later entries, which come first, may have released it or taken it back. */
function waiting(entries: readonly Entry[]): (e: Entry) => boolean {
  const released = new Set(entries.map((e) => (e.kind === 'released' ? e.order : null)));
  const taken = new Map<string, number>();
  for (const e of entries) {
    if (e.order && e.kind === 'reversed') taken.set(e.order, (taken.get(e.order) ?? 0) - e.units);
  }
  return (e) => e.pending && !(e.order && (released.has(e.order) || (taken.get(e.order) ?? 0) >= e.units));
}

function title(hub: Hub, e: Entry): string {
  const { i18n, programme } = hub;
  const reward = programme.rewards.find((r) => r.id === e.reward);
  if (e.kind === 'earned' && e.rule) return ruleName(hub, e.rule);
  if ((e.kind === 'redeemed' || e.kind === 'held') && reward) return i18n.text(reward.name);
  return i18n.t(`history.${e.kind}`);
}
