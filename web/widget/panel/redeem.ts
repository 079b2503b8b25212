// Spending points: one look at what it costs and what is left, one press, then the voucher.
import type { RewardStatus, Voucher } from '../../client/types.js';
import { css, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { isAway, toError } from '../../client/errors.js';
import { redeem } from '../../client/member.js';
import type { Hub } from '../hub.js';
import { units } from '../units.js';
import { PanelElement, props } from './base.js';
import { icons } from './icons.js';
import type { RewardInfo } from '../programme.js';
import { PART_STYLES } from './part.styles.js';
import { plain, refusal } from './say.js';
import { redemptionId, unanswered } from './redemption-id.js';
import { copyText, ticket, TICKET_STYLES } from './ticket.js';

const STYLES = css`
  .what { display: flex; gap: 14px; align-items: center; }
  .sum { border: 1px solid var(--_line); border-radius: var(--_radius); padding: 4px 16px; }
  .sum > div { display: flex; justify-content: space-between; gap: 12px; padding-block: 10px; font-variant-numeric: tabular-nums; }
  .sum > div + div { border-block-start: 1px solid var(--_line); }
  .sum .after { font-weight: 600; }
  .buttons { display: flex; flex-direction: column; gap: 8px; }
`;

/** Why a reward cannot be had now, in the words of the refusal that spending on it would meet. */
const REFUSED: Readonly<Partial<Record<RewardStatus, string>>> = {
  not_yet: 'error.insufficient_points', tier_locked: 'error.reward_locked_by_tier', segment_locked: 'error.reward_locked_by_segment',
  out_of_stock: 'error.reward_out_of_stock', limit_reached: 'error.reward_limit_reached', not_started: 'error.reward_not_started', ended: 'error.reward_ended',
};

/** Who asks, how often and from where is judged before what is asked for. */
const UNREAD = /^(credentials|token|rate|origin)_/;

/** How it went: now hers, hers already since an answer that was lost, or taken back meanwhile. */
type Said = 'redeem.done' | 'redeem.had' | 'redeem.gone';
const STANDS: readonly string[] = ['held', 'captured'];

export class Redeem extends PanelElement {
  static override properties = props({
    reward: { type: String }, busy: { state: true }, error: { state: true }, done: { state: true }, copied: { state: true } });
  static override styles: CSSResultGroup = [PanelElement.styles, PART_STYLES, TICKET_STYLES, STYLES];

  declare reward: string;
  declare protected busy: boolean;
  declare protected error: string;
  declare protected done: { voucher: Voucher | null; said: Said } | null;
  declare protected copied: string | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('reward')) {
      this.done = null;
      this.error = '';
    }
    const me = this.hub?.runtime.store.state.me;
    if (!me || this.done || this.busy) return;
    // Spent before, and the answer was lost: what it would cost is not asked for again.
    const id = unanswered(me.member.id, this.reward);
    const voucher = id && me.vouchers.find((one) => one.redemption_id === id);
    if (!voucher) return;
    redemptionId(me.member.id, this.reward).settled();
    this.done = { voucher, said: 'redeem.had' };
  }

  protected override view(hub: Hub): unknown {
    const info = hub.programme.rewards.find((r) => r.id === this.reward);
    if (!info) return html`<p class="notice">${hub.i18n.t('error.unknown_reward')}</p>`;
    return html`<div class="stack" aria-live="polite">${this.done ? this.#thanks(hub, this.done) : this.#confirm(hub, info)}</div>`;
  }

  #confirm(hub: Hub, info: RewardInfo): TemplateResult {
    const { i18n, runtime } = hub;
    const me = runtime.store.state.me;
    const wallet = me?.summary.wallets.find((w) => w.id === info.wallet) ?? me?.summary.wallets[0];
    const now = me?.summary.rewards.find((r) => r.id === info.id);
    const cost = now?.cost ?? info.cost;
    const counted = (n: number): string => units(hub, info.wallet, n);
    const refused = REFUSED[now?.status ?? 'available'];
    const left = (wallet?.available ?? 0) - cost;
    const debt = wallet && wallet.debt > 0 ? ` ${i18n.t('rewards.debt', { amount: i18n.units(wallet.debt, wallet) })}` : '';
    const error = refused ? i18n.t(refused, { missing: plain(i18n, Math.min(now?.missing ?? 0, cost)) }) + debt : this.error;
    const description = i18n.text(info.description);
    // A merchant who describes the reward says these herself.
    const conditions = description ? [] : [
      info.voucher?.min_order_minor ? i18n.t('rewards.from', { amount: i18n.money(info.voucher.min_order_minor) }) : '',
      info.voucher?.valid_days ? i18n.count('redeem.valid', info.voucher.valid_days) : '',
    ].filter(Boolean);
    return html`<div class="what"><span class="disc">${icons.gift()}</span><div><h3>${i18n.text(info.name)}</h3>
        ${description ? html`<p class="small muted">${description}</p>` : nothing}</div></div>
      <div class="sum"><div><span>${i18n.t('redeem.have')}</span><span>${counted(wallet?.available ?? 0)}</span></div>
        <div><span>${i18n.t('redeem.cost')}</span><span>${counted(-cost)}</span></div>
        ${left < 0 ? nothing : html`<div class="after"><span>${i18n.t('redeem.left')}</span><span>${counted(left)}</span></div>`}</div>
      ${conditions.length > 0 ? html`<p class="small muted">${conditions.join(' ')}</p>` : nothing}
      <div role="alert">${error ? html`<p class="notice ${this.error ? 'bad' : ''}">${error}</p>` : nothing}</div>
      <div class="buttons">${refused ? nothing : html`<button class="btn wide" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.#spend(hub)}>
          ${this.busy ? i18n.t('busy') : i18n.t('redeem.send', { cost: counted(cost) })}</button>`}
        <button class="btn soft wide" @click=${() => this.#go('rewards')}>${i18n.t(refused ? 'vouchers.none_go' : 'redeem.keep')}</button></div>`;
  }

  #thanks(hub: Hub, { voucher, said }: NonNullable<Redeem['done']>): TemplateResult {
    const { i18n } = hub;
    const gone = said === 'redeem.gone';
    const how = gone ? nothing : html`<br>${i18n.t(voucher ? 'redeem.how' : 'redeem.how_none')}`;
    return html`<p class="notice ${gone ? '' : 'good'}">${gone ? nothing : icons.check()}<span><strong id="thanks" tabindex="-1">${i18n.t(said)}</strong>${how}</span></p>
      ${voucher && !gone ? ticket(hub, voucher, this.copied ?? '', (code) => void this.#copy(code)) : nothing}
      <div class="sr" role="status">${this.copied ? i18n.t('voucher.copied') : nothing}</div>
      <button class="btn soft wide" @click=${() => this.#go('home')}>${i18n.t('redeem.home')}</button>`;
  }

  async #spend(hub: Hub): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = '';
    const { source, store, options, refresh } = hub.runtime;
    const id = store.state.me?.member.id ?? '';
    const pending = redemptionId(id, this.reward);
    try {
      const { redemption, voucher, me } = await redeem(source, id, pending.id, this.reward, null);
      pending.settled();
      const stands = STANDS.includes(redemption.state);
      this.done = { voucher, said: stands ? 'redeem.done' : 'redeem.gone' };
      store.member(me);
      if (stands) options.emit('redeem', { reward: this.reward });
      void this.focusOn('thanks');
    } catch (caught) {
      const error = toError(caught);
      // A refusal of the redemption is an answer. Silence is not, nor is a refusal of the request before anybody looked
      // at it: the same id is kept, and trying again spends nothing twice.
      if (!isAway(error) && !UNREAD.test(error.code)) pending.settled();
      // What was refused contradicts what is shown: both are told together.
      if (!isAway(error)) await refresh();
      this.error = isAway(error) ? hub.i18n.t('redeem.unsure') : refusal(hub.i18n, error);
    } finally {
      this.busy = false;
    }
  }

  #go(view: string): void {
    this.dispatchEvent(new CustomEvent('regulars-go', { detail: view, bubbles: true, composed: true }));
  }

  async #copy(code: string): Promise<void> {
    if (await copyText(code)) this.copied = code;
  }
}
