// The elements' chunk: everything that a shop puts on its own pages, and what the panel builds on.
import WORDS from 'virtual:words';
import { HttpSource } from '../client/http.js';
import type { LoyaltySource } from '../client/source.js';
import { Transport } from '../client/transport.js';
import type { Runtime } from '../shell/types.js';
import { CartPoints } from './cart-points/cart-points.js';
import { definePage } from './element.js';
import * as hub from './hub.js';
import { Join } from './join/join.js';
import { ProductPoints } from './product-points/product-points.js';
import { Rewards } from './rewards/rewards.js';
import { TierProgress } from './tier-progress/tier-progress.js';

export * from './kit.js';
export { stop } from './hub.js';

export const connect = (backend: string): LoyaltySource => new HttpSource(new Transport(backend));

/** Nothing is registered before the programme is known to run: a dormant widget leaves no trace. */
export function start(runtime: Runtime): Promise<void> {
  definePage('regulars-product-points', ProductPoints);
  definePage('regulars-cart-points', CartPoints);
  definePage('regulars-tier-progress', TierProgress);
  definePage('regulars-rewards', Rewards);
  definePage('regulars-join', Join);
  return hub.start(runtime, WORDS);
}
