// The why of an award, in words: "49.90 at 1 point per 1.00 = 49, Gold ×1.25 = 61".
import type { Why } from '../../client/types.js';
import type { Hub } from '../hub.js';
import { tierName, units } from '../units.js';
import { factor } from './say.js';

export function whyWords(hub: Hub, why: Why, walletId: string): string[] {
  const { i18n } = hub;
  const counted = (n: number): string => units(hub, walletId, n);
  const lines = [baseWords(hub, why, counted)];
  lines.push(...multiplied(hub, why, walletId));
  for (const part of why.excluded) {
    lines.push(i18n.t(`why.excluded.${part.reason === 'gift_card' || part.reason === 'tender' ? part.reason : 'item'}`, { amount: i18n.money(part.minor) }));
  }
  if (why.capped_by) {
    const key = `why.capped.${why.capped_by}`;
    lines.push(i18n.t(i18n.has(key) ? key : 'why.capped.other'));
  }
  // What the shop's staff wrote is read as it is; what the engine notes is a code, and has words or is kept quiet.
  if (why.kind === 'adjustment') lines.push(why.note ?? '');
  else if (i18n.has(`why.note.${why.note}`)) lines.push(i18n.t(`why.note.${why.note}`));
  return lines.filter(Boolean);
}

/** A tier multiplies all that counts, so its factor explains the result. A campaign may be for some products only, or add
 *  its extra to another's: what they bring is said, for their factors would not come to it. Where both are, the tier's part
 *  is what it would have made of the points by itself. */
function multiplied(hub: Hub, { multipliers, base_units, result, rounding, capped_by }: Why, walletId: string): string[] {
  const { i18n } = hub;
  const named = (some: Why['multipliers']): string =>
    some.map((m) => `${multiplierName(hub, m)} ${m.source === 'campaign' ? '' : factor(i18n, m.multiplier)}`.trim()).filter(Boolean).join(', ');
  // Among words from right to left a bare plus would change sides.
  const plus = i18n.dir === 'rtl' ? '\u200e+' : '+';
  const by = (some: Why['multipliers'], before: number, after: number): string[] => (some.length === 0 ? [] : some.every((m) => m.source !== 'campaign')
    ? [i18n.t('why.multiplied', { names: named(some), result: units(hub, walletId, after) })]
    : after === before ? [] : [i18n.t('why.added', { names: named(some), more: (after > before ? plus : '') + units(hub, walletId, after - before) })]);
  const standing = multipliers.filter((m) => m.source !== 'campaign');
  const own = rounded(standing.reduce((product, m) => product * Number(m.multiplier), base_units), rounding);
  if (capped_by || own < base_units || own > result) return by(multipliers, base_units, result);
  return [...by(standing, base_units, standing.length === multipliers.length ? result : own), ...by(multipliers.filter((m) => m.source === 'campaign'), own, result)];
}

/** As the programme rounds; what a binary fraction is off by does not count. */
function rounded(n: number, mode: string): number {
  const close = Number(n.toFixed(6));
  return mode === 'floor' ? Math.floor(close) : mode === 'ceil' ? Math.ceil(close) : Math.round(close);
}

function baseWords({ i18n }: Hub, why: Why, counted: (n: number) => string): string {
  const values = { base: i18n.money(why.base_minor), rate: counted(why.units), per: i18n.money(why.per_minor), result: counted(why.base_units),
    before: counted(why.before), after: counted(why.after) };
  if (why.kind === 'per_amount' && why.per_minor > 0) return i18n.t('why.per_amount', values);
  const key = `why.${why.kind}`;
  return i18n.has(key) ? i18n.t(key, values) : '';
}

/** The rule that paid, as shoppers know it; `tier:<id>` is the gift for reaching a tier. */
export function ruleName(hub: Hub, id: string): string {
  const { i18n, programme } = hub;
  const rule = programme.earning.find((r) => r.id === id);
  if (rule) return i18n.text(rule.name);
  const tier = id.startsWith('tier:') ? tierName(hub, id.slice('tier:'.length)) : '';
  return tier ? i18n.t('rule.tier', { tier }) : i18n.t('rule.other');
}

function multiplierName({ i18n, programme }: Hub, m: Why['multipliers'][number]): string {
  const list = m.source === 'tier' ? programme.tiers : programme.campaigns;
  const name = list.find((x) => x.id === m.id)?.name;
  return name ? i18n.text(name) : '';
}
