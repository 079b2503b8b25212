// What every element on the page shares: the runtime from the shell, the words, the programme, the
// previews. Fetched once, together, when the first element asks.
import { I18n } from '../i18n/i18n.js';
import type { Wordlist } from '../i18n/words.js';
import { Preview } from '../engine/preview.js';
import type { Runtime } from '../shell/types.js';
import { readProgramme, type Programme } from './programme.js';

export interface Hub {
  runtime: Runtime;
  i18n: I18n;
  programme: Programme;
  preview: Preview;
}

/** `off`: there will be no hub for now; elements show nothing then. */
export type Listener = (hub: Hub | null, off: boolean) => void;

const listeners = new Set<Listener>();
let current: Hub | null = null;
let off = false;
let starting: Promise<void> | null = null;
let unsubscribe = (): void => {};

/** Calls `listener` now, and whenever the hub or the shopper's state changes. */
export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  listener(current, off);
  return () => listeners.delete(listener);
}

const waiting = new Set<Listener>();
let telling = false;

/** One element a frame: laying out all of them at once would hold up the page on a slow processor. */
function tell(): void {
  for (const listener of listeners) waiting.add(listener);
  if (!telling) tellNext();
}

function tellNext(): void {
  const [next] = waiting;
  telling = next !== undefined;
  if (!next) return;
  // Taken out before it is told: what changes from now on is news to it again.
  waiting.delete(next);
  if (document.hidden) setTimeout(tellNext);
  else requestAnimationFrame(() => setTimeout(tellNext));
  if (listeners.has(next)) next(current, off);
}

/** `words`: what the elements say beside the shell's words. */
export function start(runtime: Runtime, words: Wordlist): Promise<void> {
  return (starting ??= begin(runtime, words).catch((error: unknown) => {
    starting = null;
    off = true;
    tell();
    throw error;
  }));
}

async function begin(runtime: Runtime, words: Wordlist): Promise<void> {
  const { config, options, source, store } = runtime;
  const preview = new Preview(source, Preview.makersFor(`${options.base}engine/`));
  preview.member(store.state.me);
  if (document.querySelector('regulars-product-points,regulars-cart-points')) preview.warm();
  const programme = readProgramme(await source.shown(runtime.words.locale));
  const i18n = new I18n(runtime.words.locale, runtime.words, config.program.currency);
  i18n.add(words);
  i18n.zone = programme.time_zone;
  off = false;
  current = { runtime, i18n, programme, preview };
  preview.member(store.state.me);
  unsubscribe = store.subscribe(() => {
    preview.member(store.state.me);
    tell();
  });
  tell();
}

/** Words of a chunk that came later. */
export function speak(words: Wordlist): void {
  current?.i18n.add(words);
}

export function stop(): void {
  unsubscribe();
  current?.preview.dispose();
  current = starting = null;
  off = true;
  tell();
}
