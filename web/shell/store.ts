// Who is here, and what she has: one state, told to whoever subscribed.
import type { Cart, Me } from '../client/types.js';
import { lastKnown, memberHint, type LastKnown } from './memory.js';

export interface State {
  /** `unknown`: somebody was signed in before, and is being asked for; `away`: the backend does not answer. */
  status: 'unknown' | 'guest' | 'member' | 'away';
  me: Me | null;
  /** Balance that was last told to this tab, for `away`. */
  last: LastKnown | null;
  cart: Cart | null;
}

export class Store {
  state: State;
  readonly #listeners = new Set<() => void>();
  readonly #walletId: () => string;

  /** `walletId` names the wallet whose balance the launcher shows; `asking`: the shop says that somebody may be a member. */
  constructor(walletId: () => string, asking = false) {
    this.#walletId = walletId;
    this.state = { status: asking || memberHint.get() ? 'unknown' : 'guest', me: null, last: lastKnown.get(), cart: null };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  member(me: Me): void {
    const wallet = me.summary.wallets.find((w) => w.id === this.#walletId());
    const last = wallet ? { units: wallet.available, at: me.summary.as_of } : null;
    memberHint.set(true);
    lastKnown.set(last);
    this.#set({ status: 'member', me, last });
  }

  guest(): void {
    memberHint.set(false);
    lastKnown.set(null);
    this.#set({ status: 'guest', me: null, last: null });
  }

  /** Whom this page showed is forgotten until it is known who is here. */
  forget(): void {
    this.#set({ status: 'unknown', me: null, last: null });
  }

  away(): void {
    if (this.state.status !== 'away') this.#set({ status: 'away' });
  }

  cart(cart: Cart | null): void {
    this.#set({ cart });
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
