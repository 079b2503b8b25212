// When the join popup may come: pure rules, and a short look at the page.

export interface Circumstances {
  enabled: boolean;
  member: boolean;
  checkout: boolean;
  /** ms since 1970 of the last dismissal, 0 for never. */
  dismissedAt: number;
  seenInThisTab: boolean;
  quietDays: number;
  now: number;
}

const DAY_MS = 86_400_000;

export function mayInvite(c: Circumstances): boolean {
  if (!c.enabled || c.member || c.checkout || c.seenInThisTab) return false;
  // A clock that was set back must not silence the popup for ever.
  return c.dismissedAt === 0 || c.dismissedAt > c.now || c.now - c.dismissedAt >= c.quietDays * DAY_MS;
}

const CARD_FIELDS = 'input[autocomplete^="cc-"],iframe[name^="__privateStripeFrame"],iframe[name^="braintree-hosted-field"],iframe[title*="card number" i]';

/** Card numbers are typed on this page: no business of ours (PCI DSS 6.4.3). */
export const hasCardFields = (): boolean => document.querySelector(CARD_FIELDS) !== null;

/** The page says that it is a checkout: `<body data-checkout>` or any element with it. */
export const isCheckout = (): boolean => document.querySelector('[data-checkout]:not(script)') !== null;

/** Calls `look` whenever something may have moved on the page or beneath `node`; returns the way to stop. */
export function whenMoved(node: Element, look: () => void): () => void {
  const sizes = new ResizeObserver(look);
  for (const one of [node, document.body]) sizes.observe(one);
  const events = ['scroll', 'resize'];
  for (const name of events) addEventListener(name, look, { passive: true });
  return () => {
    sizes.disconnect();
    for (const name of events) removeEventListener(name, look);
  };
}

/** At a checkout the shop's own fields and buttons come first, also where no form is around them: nothing of ours may lie over them. */
export function isOverForm(node: Element): boolean {
  const a = node.getBoundingClientRect();
  return [...document.querySelectorAll('form,button,input,select,textarea,[role=button],[data-checkout]:not(script,body)')].some((form) => {
    const b = form.getBoundingClientRect();
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  });
}

/** The page's own form for joining is in view: nobody needs to be asked twice. */
function isOffered(): boolean {
  const { top, bottom } = document.querySelector('regulars-join')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return bottom > 0 && top < innerHeight;
}

/** The shopper is busy: typing, in a dialog, about to join in the page, or looking elsewhere. */
export function isBusy(): boolean {
  const active = document.activeElement;
  return document.hidden || isOffered()
    || active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement || active instanceof HTMLSelectElement
    || document.querySelector('dialog[open],[aria-modal="true"]') !== null;
}

/** Calls `invite` after the delay or once half the page was scrolled; returns the way to call it off. */
export function whenWelcome(delaySeconds: number, invite: () => void): () => void {
  let due = false;
  const attempt = (): void => {
    due = true;
    if (isBusy()) timer = setTimeout(attempt, 2000);
    else { stop(); invite(); }
  };
  const scrolled = (): void => {
    const room = document.documentElement.scrollHeight - innerHeight;
    if (!due && room > innerHeight && scrollY > room / 2) attempt();
  };
  let timer = setTimeout(attempt, delaySeconds * 1000);
  addEventListener('scroll', scrolled, { passive: true });
  const stop = (): void => {
    clearTimeout(timer);
    removeEventListener('scroll', scrolled);
  };
  return stop;
}
