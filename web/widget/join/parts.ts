// What passes between <regulars-join> and its two parts in the panel's code (panel/join-parts.ts).
import type { Birthday, Me } from '../../client/types.js';

/** What a shopper may say of herself on joining. */
export interface About { name: string; birthday: Birthday | null; marketing: boolean }
export const EMPTY: About = { name: '', birthday: null, marketing: false };

/** <regulars-join-about>: name, birthday, consent. */
export interface AboutPart extends HTMLElement {
  /** null when something was wrong, and has been said. */
  answers(): About | null;
}

/** What <regulars-join-code> is about, and whom it tells. */
export interface Code {
  email: string;
  /** What waits for who joins, in words; '' for nothing. */
  gift: string;
  /** Sends the mail again. */
  again(): Promise<void>;
  other(): void;
  verified(me: Me): void;
}

export interface CodePart extends HTMLElement {
  /** A mail is on its way: focus, and the time until another may be asked for. */
  begin(): void;
}
