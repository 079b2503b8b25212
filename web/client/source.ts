// What the widget asks of the world. A backend over HTTP implements it, and so can a demo that
// runs in the browser: the elements cannot tell which one they talk to.
import type { Request } from './transport.js';
import type { Cart, Me, Quote } from './types.js';

/** A token that the shop signed for its signed-in shopper, or a function that fetches a fresh one. */
export type Identity = string | (() => Promise<string | null> | string | null);

export interface LoyaltySource {
  /** What pages show of the programme, in this language: parts of the programme document as JSON text. */
  shown(locale: string): Promise<string>;
  /** The same programme compiled (`regulars compile`), as the engine loads it. Opaque to everyone else. */
  compiled(): Promise<string>;
  /** Who vouches for the shopper; null: nobody but the session cookie. */
  identify(identity: Identity | null): void;
  /** Whether somebody vouched when the session was asked for. */
  readonly vouched: boolean;
  /** The signed-in member, or null. */
  session(): Promise<Me | null>;
  quote(cart: Cart): Promise<Quote>;
  /** What only the panel asks (client/member.ts): the answer as it came, for anyone, or for the member with this id. */
  ask(request: Request): Promise<unknown>;
  askAsMember(id: string, request: Request): Promise<unknown>;
  /** Joins where the shop vouches for the shopper; null where nobody does. */
  joinVouched(form: object): Promise<Me | null>;
  /** Takes the answer to a code as the member's session. */
  signedIn(answer: unknown): Me;
}
