// What the widget asks of the world. A backend over HTTP implements it, and so can a demo that
// runs in the browser: the elements cannot tell which one they talk to.
import type { Cart, EntryPage, JoinForm, Me, ProfileChange, Quote, Redeemed } from './types.js';

/** A token that the shop signed for its signed-in shopper, or a function that fetches a fresh one. */
export type Identity = string | (() => Promise<string | null> | string | null);

export interface LoyaltySource {
  /** The programme document as JSON text, as the engine loads it. */
  programme(): Promise<string>;
  /** Who vouches for the shopper; null: nobody but the session cookie. */
  identify(identity: Identity | null): void;
  /** The signed-in member, or null. */
  session(): Promise<Me | null>;
  /** The member when the shop vouches for her; null when a code was sent by mail. */
  join(form: JoinForm): Promise<Me | null>;
  signIn(email: string, locale: string): Promise<void>;
  verify(email: string, code: string): Promise<Me>;
  signOut(): Promise<void>;
  me(): Promise<Me>;
  entries(before: number | null, limit: number): Promise<EntryPage>;
  /** `id` is a UUID made by the caller and kept for a retry: the same id again spends nothing more. */
  redeem(id: string, rewardId: string, units: number | null): Promise<Redeemed>;
  change(profile: ProfileChange): Promise<Me>;
  quote(cart: Cart): Promise<Quote>;
}
