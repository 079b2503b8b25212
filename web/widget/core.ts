// The elements' chunk: everything that a shop puts on its own pages, and what the panel builds on.
import { HttpSource } from '../client/http.js';
import type { LoyaltySource } from '../client/source.js';
import { Transport } from '../client/transport.js';
import { CartPoints } from './cart-points/cart-points.js';
import { define } from './define.js';
import { Join } from './join/join.js';
import { ProductPoints } from './product-points/product-points.js';
import { Rewards } from './rewards/rewards.js';
import { TierProgress } from './tier-progress/tier-progress.js';

import * as hub from './hub.js';
import type { Runtime } from '../shell/types.js';

export const connect = (backend: string): LoyaltySource => new HttpSource(new Transport(backend));

export { stop } from './hub.js';
export * from './kit.js';

/** Nothing is registered before the programme is known to run: a dormant widget leaves no trace. */
export function start(runtime: Runtime): Promise<void> {
  define('regulars-product-points', ProductPoints);
  define('regulars-cart-points', CartPoints);
  define('regulars-tier-progress', TierProgress);
  define('regulars-rewards', Rewards);
  define('regulars-join', Join);
  return hub.start(runtime);
}
