// What passes between the rooms of the widget: loader -> shell -> elements.
import type { Identity, LoyaltySource } from '../client/source.js';
import type { Cart, Config } from '../client/types.js';
import type { Words } from '../i18n/words.js';
import type { Store } from './store.js';

/** The script tag's attributes, checked. */
export interface Options {
  /** Base URL of the backend, without a slash at the end. */
  backend: string;
  /** Folder that regulars.js came from, with a slash at the end. */
  base: string;
  locale: string;
  position: 'start' | 'end' | null;
  popup: boolean;
  /** The shop has a customer signed in here: the backend is asked who she is, whatever this browser remembers. */
  signedIn: boolean;
  /** The page is a checkout; `allow`: run even beside card fields. */
  checkout: 'no' | 'yes' | 'allow';
  emit: (name: EventName, detail?: unknown) => void;
}

export const EVENTS = ['ready', 'open', 'close', 'join', 'sign-in', 'sign-out', 'redeem', 'change'] as const;
export type EventName = (typeof EVENTS)[number];

export type View = 'home' | 'rewards' | 'vouchers' | 'history' | 'account' | 'join' | 'sign-in' | `redeem:${string}`;

/** What the loader's global passes on once the shell is there. */
export interface Api {
  open(view?: View): void;
  close(): void;
  identify(identity: Identity | null): void;
  setCart(cart: Cart | null): void;
  destroy(): void;
}

/** What the elements get. */
export interface Runtime {
  readonly options: Options;
  readonly config: Config;
  readonly source: LoyaltySource;
  readonly store: Store;
  /** The shell's words, with no currency where there was no configuration yet. */
  readonly words: Words;
  open(view?: View): void;
  close(): void;
  /** The panel's code and words, for what an element leaves until somebody begins. */
  more(): Promise<void>;
  /** Asks anew who is here and what she has. */
  readonly refresh: () => Promise<void>;
}

/** The elements' chunk, as the shell imports it. */
export interface Core {
  /** The backend at this address. */
  connect(backend: string): LoyaltySource;
  /** Again is harmless; rejects when words or programme cannot be had. */
  start(runtime: Runtime): Promise<void>;
  stop(): void;
}

/** The panel's chunk. */
export interface PanelCode {
  /** With the elements started: registers the panel and its parts. */
  define(): void;
}
