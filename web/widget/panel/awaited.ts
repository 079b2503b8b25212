// That a code was sent is kept in this tab until it is used, given up or no longer good: a phone often drops a page
// while its owner reads her mail. The address alone, never the code.

const KEY = 'regulars.code';
/** As long as a code is good (docs/developers-api.md). */
const GOOD_MS = 600_000;

export interface Awaited {
  mode: 'join' | 'sign-in';
  email: string;
  /** ms since the mail was asked for. */
  age: number;
}

/** A browser that forbids storage forgets, that is all. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export const awaited = {
  get: (): Awaited | null => {
    const [mode, at, email] = attempt(() => sessionStorage.getItem(KEY))?.split(' ') ?? [];
    const age = Date.now() - Number(at);
    if ((mode === 'join' || mode === 'sign-in') && email && age >= 0 && age < GOOD_MS) return { mode, email, age };
    awaited.drop();
    return null;
  },
  set: (mode: Awaited['mode'], email: string): void => attempt(() => sessionStorage.setItem(KEY, `${mode} ${Date.now()} ${email}`)),
  drop: (): void => attempt(() => sessionStorage.removeItem(KEY)),
};
