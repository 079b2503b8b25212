// The first page: a member's card with balance and tier, or what a guest has to gain.
import type { EarnInfo } from '../programme.js';
import type { Wallet } from '../../client/types.js';
import type { View } from '../../shell/types.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { Hub } from '../hub.js';
import { units } from '../units.js';
import { icons } from './icons.js';
import { factor, numbers } from './say.js';

type Go = (view: View) => void;
/** `other`: another member than a moment ago. */
export type Welcome = 'join' | 'sign-in' | 'other';

export function memberHome(hub: Hub, welcome: Welcome | null, go: Go): TemplateResult {
  const { i18n, runtime, programme } = hub;
  const { me } = runtime.store.state;
  const wallet = me?.summary.wallets.find((w) => w.id === runtime.config.wallet.id);
  const tier = programme.tiers.find((t) => t.id === me?.summary.tier?.id);
  const name = me?.member.name ?? '';
  const greeting = name ? i18n.t('home.hello', { name }) : i18n.t('home.hello_anon');
  return html`<div class="hero"><span class="mark">${icons.rosette()}</span>
      <div class="over row"><span>${i18n.text(runtime.config.program.name)}</span>
        ${tier ? html`<span class="badge">${icons.rosette()}${i18n.text(tier.name)}</span>` : nothing}</div>
      <h2 tabindex="-1">${welcome === 'join' ? i18n.t('home.joined') : greeting}</h2>
      ${wallet ? balance(hub, wallet) : nothing}</div>
    <div class="page">
      ${programme.tiers.length > 0 ? html`<div class="lift"><regulars-tier-progress plain></regulars-tier-progress></div>` : nothing}
      ${welcome === 'other' ? html`<p class="notice" role="alert">${i18n.t('home.other')}</p>` : nothing}
      ${wallet ? expiring(hub, wallet) : nothing}
      ${vouchersReady(hub, go)}
      ${nextReward(hub, go)}
      ${waysToEarn(hub)}</div>`;
}

function balance({ i18n }: Hub, wallet: Wallet): TemplateResult {
  const release = wallet.next_release;
  const pending = wallet.pending > 0 && (release
    ? i18n.t('home.pending', { amount: i18n.units(release.units, wallet), date: i18n.date(release.at) })
    : i18n.t('home.pending_open', { amount: i18n.units(wallet.pending, wallet) }));
  return html`<p class="balance">${i18n.units(wallet.available, wallet)}</p>
    ${pending ? html`<p>${pending}</p>` : nothing}
    ${wallet.debt > 0 ? html`<p>${i18n.t('rewards.debt', { amount: i18n.units(wallet.debt, wallet) })}</p>` : nothing}`;
}

/** The day is the first on which the points are gone: said as the last on which they are good. */
function expiring({ i18n }: Hub, wallet: Wallet): unknown {
  const first = wallet.expiring[0];
  const soon = first && Date.parse(first.on) - Date.now() < 90 * 86_400_000;
  if (!first || !soon) return nothing;
  const last = new Date(Date.parse(first.on) - 86_400_000).toISOString().slice(0, 10);
  return html`<p class="notice">${icons.clock()}<span>${i18n.t('home.expiring', { amount: i18n.units(first.units, wallet), date: i18n.date(last) })}</span></p>`;
}

function vouchersReady({ i18n, runtime }: Hub, go: Go): unknown {
  const ready = runtime.store.state.me?.vouchers.filter((v) => v.state === 'issued' || v.state === 'released') ?? [];
  if (ready.length === 0) return nothing;
  return html`<button class="jump" @click=${() => go('vouchers')}><span class="disc">${icons.ticket()}</span>
    <span class="words"><h3>${i18n.count('home.vouchers', ready.length)}</h3>
    <p class="small muted">${ready.length === 1 && ready[0] ? i18n.text(ready[0].name) : i18n.t('home.vouchers_text')}</p></span>${icons.next()}</button>`;
}

/** What can be had now, or the nearest thing to it. */
function nextReward(hub: Hub, go: Go): unknown {
  const { i18n, runtime, programme } = hub;
  const rewards = runtime.store.state.me?.summary.rewards ?? [];
  const best = [...rewards].filter((r) => r.status === 'available').sort((a, b) => b.cost - a.cost)[0]
    ?? [...rewards].filter((r) => r.status === 'not_yet').sort((a, b) => a.missing - b.missing)[0];
  const info = programme.rewards.find((r) => r.id === best?.id);
  if (!best || !info) return nothing;
  const ready = best.status === 'available';
  const words = ready ? i18n.t('home.reward_ready') : i18n.t('home.reward_missing', { amount: units(hub, info.wallet, Math.min(best.missing, best.cost)) });
  return html`<button class="jump" @click=${() => go(ready ? `redeem:${info.id}` : 'rewards')}><span class="disc">${icons.gift()}</span>
    <span class="words"><h3>${i18n.text(info.name)}</h3><p class="small muted">${words}</p></span>${icons.next()}</button>`;
}

export function guestHome(hub: Hub, go: Go): TemplateResult {
  const { i18n, runtime: { config, source }, programme } = hub;
  const name = i18n.text(config.program.name);
  const title = config.welcome ? i18n.t('guest.gift', { amount: i18n.units(config.welcome.units, config.wallet) }) : i18n.t('join.title', { name });
  return html`<div class="hero guest"><span class="mark">${icons.rosette()}</span>
      <div class="over">${name}</div>
      <h2 class="balance words" tabindex="-1">${title}</h2>
      <p class="lead">${i18n.t('guest.text')}</p>
      <div class="row"><button class="btn" @click=${() => go('join')}>${i18n.t('join.short')}</button>
        ${source.vouched ? nothing : html`<button class="link tap" @click=${() => go('sign-in')}>${i18n.t('guest.sign_in')}</button>`}</div></div>
    <div class="page">${waysToEarn(hub)}
      ${programme.rewards.length > 0 ? html`<section class="section"><h3>${i18n.t('guest.rewards')}</h3><regulars-rewards layout="list"></regulars-rewards></section>` : nothing}
      ${programme.tiers.length > 1 ? html`<section class="section"><h3>${i18n.t('guest.tiers')}</h3><regulars-tier-progress></regulars-tier-progress></section>` : nothing}</div>`;
}

function waysToEarn(hub: Hub): unknown {
  const { i18n, runtime, programme } = hub;
  const done = new Set(runtime.store.state.me?.summary.earn.filter((e) => e.done).map((e) => e.rule));
  const member = runtime.store.state.me !== null;
  const rules = programme.earning.filter((r) => !(member && r.on === 'joined'));
  if (rules.length === 0) return nothing;
  return html`<section class="section"><h3>${i18n.t('home.earn')}</h3><ul class="list">${rules.map((rule) => html`
    <li><span class="disc">${done.has(rule.id) ? icons.check() : earnIcon(rule)}</span>
      <div class="words"><p>${i18n.text(rule.name)}</p><p class="small muted">${earnWords(hub, rule)}</p></div></li>`)}</ul></section>`;
}

/** Spaces of every kind alike: Intl puts unbreakable ones into amounts. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

function earnIcon(rule: EarnInfo): TemplateResult {
  if (rule.on === 'order') return icons.bag();
  if (rule.on === 'birthday') return icons.cake();
  return rule.on === 'joined' ? icons.rosette() : icons.spark();
}

function earnWords(hub: Hub, rule: EarnInfo): string {
  const { i18n, runtime } = hub;
  const { award } = rule;
  if (!award) return '';
  const amount = units(hub, rule.wallet, award.units);
  if (award.kind === 'percent' && award.percent) return i18n.t('earn.percent', { percent: i18n.percent(award.percent) });
  if (award.kind === 'per_item') return i18n.t('earn.per_item', { amount });
  if (award.kind !== 'per_amount') return amount;
  const mine = rule.tier_multipliers.find((m) => m.tier === runtime.store.state.me?.summary.tier?.id);
  const per = i18n.money(award.per_minor);
  // What the rule's name says already is not said twice, whichever way it writes the amount.
  const name = i18n.text(rule.name);
  const whole = award.per_minor / 10 ** runtime.config.program.currency.exponent;
  const said = plain(name).includes(plain(per)) || (whole >= 100 && numbers(name).includes(whole));
  const words = said ? [] : [i18n.t('earn.per_amount', { amount, per })];
  if (mine && Number(mine.multiplier) !== 1) words.push(i18n.t('earn.tier', { factor: factor(i18n, mine.multiplier) }));
  return words.join(' · ');
}
