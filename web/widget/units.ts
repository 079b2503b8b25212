// A number of a wallet's units in words: "1,200 points".
import type { Counted } from '../client/types.js';
import type { Hub } from './hub.js';

const POINTS: Counted = { unit: 'points', scale: 0 };

export function countedBy({ programme }: Hub, wallet: string): Counted {
  return programme.wallets.find((w) => w.id === wallet) ?? POINTS;
}

export function units(hub: Hub, wallet: string, n: number): string {
  return hub.i18n.units(n, countedBy(hub, wallet));
}
