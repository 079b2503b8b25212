// That a code was sent is kept in this tab until it is used, given up or no longer good: a phone often drops a page
// while its owner reads her mail. With the address what she gave with it, since another mail asks for all of it again;
// never the code.
import { among, flag, maybe, shape, text, whole } from '../../client/read.js';
import type { Birthday } from '../../client/types.js';

const KEY = 'regulars.code';
/** As long as a code is good (docs/developers-api.md). */
const GOOD_MS = 600_000;

export interface Answers { email: string; name: string; birthday: Birthday | null; marketing: boolean }

interface Kept extends Answers { mode: 'join' | 'sign-in'; at: number }

export interface Awaited extends Kept {
  /** ms since the mail was asked for. */
  age: number;
}

const read = shape<Kept>({
  mode: among(['join', 'sign-in']), at: whole, email: text, name: text, birthday: maybe(shape<Birthday>({ month: whole, day: whole })), marketing: flag,
});

/** A browser that forbids storage forgets, and so does one that kept nonsense. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export const awaited = {
  get: (): Awaited | null => {
    const kept = attempt(() => read(JSON.parse(sessionStorage.getItem(KEY) ?? '')));
    const age = Date.now() - (kept?.at ?? 0);
    if (kept && age >= 0 && age < GOOD_MS) return { ...kept, age };
    awaited.drop();
    return null;
  },
  set: (mode: Kept['mode'], answers: Answers): void => attempt(() => sessionStorage.setItem(KEY, JSON.stringify({ ...answers, mode, at: Date.now() }))),
  drop: (): void => attempt(() => sessionStorage.removeItem(KEY)),
};
