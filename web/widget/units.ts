// A number of a wallet's units in words ("1,200 points"), and a tier by its name.
import type { Counted } from '../client/types.js';
import type { Hub } from './hub.js';

const POINTS: Counted = { unit: 'points', scale: 0 };

export function countedBy({ programme }: Hub, wallet: string): Counted {
  return programme.wallets.find((w) => w.id === wallet) ?? POINTS;
}

export function units(hub: Hub, wallet: string, n: number): string {
  return hub.i18n.units(n, countedBy(hub, wallet));
}

export function tierName({ programme, i18n }: Hub, id: string | null): string {
  const tier = programme.tiers.find((t) => t.id === id);
  return tier ? i18n.text(tier.name) : '';
}
