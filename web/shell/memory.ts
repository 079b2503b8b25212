// The little that stays in the browser: two flags, a time and a number. No token, no personal data.
// Storage may be forbidden or full; then nothing is remembered but by this page, and nothing breaks.

function attempt<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

const MEMBER = 'regulars.member';
const QUIET = 'regulars.quiet';
const SEEN = 'regulars.seen';
const LAST = 'regulars.last';

export interface LastKnown { units: number; at: string }

let told: boolean | null = null;

/**
 * Whether somebody signed in here before, so that asking for the session is worth a request. Where storage is forbidden
 * and cookies are not, anybody may have: her cookie is one that no script can see.
 */
export const memberHint = {
  key: MEMBER,
  get: (): boolean => attempt(() => localStorage.getItem(MEMBER) === '1') ?? told ?? navigator.cookieEnabled,
  set: (member: boolean): void => {
    told = member;
    attempt(() => (member ? localStorage.setItem(MEMBER, '1') : localStorage.removeItem(MEMBER)));
  },
};

/** When the join popup was dismissed (ms), and whether this tab has seen it: whose "no" cannot be remembered is not asked. */
export const popupMemory = {
  dismissedAt: (): number => Number(attempt(() => localStorage.getItem(QUIET)) ?? 0) || 0,
  dismiss: (now: number): void => void attempt(() => localStorage.setItem(QUIET, String(now))),
  seen: (): boolean => (attempt(() => sessionStorage.getItem(SEEN) ?? '0') ?? '1') === '1',
  see: (): void => void attempt(() => sessionStorage.setItem(SEEN, '1')),
};

/** The last balance this tab was told, for when the backend is away. */
export const lastKnown = {
  get: (): LastKnown | null => attempt(() => {
    const [units, at] = (sessionStorage.getItem(LAST) ?? '').split(' ');
    return at && Number.isSafeInteger(Number(units)) && !Number.isNaN(Date.parse(at)) ? { units: Number(units), at } : null;
  }),
  set: (last: LastKnown | null): void => {
    attempt(() => (last ? sessionStorage.setItem(LAST, `${last.units} ${last.at}`) : sessionStorage.removeItem(LAST)));
  },
};
