// Inline elements on the shop's own pages: their code is fetched when the first one appears.

export const ELEMENTS = ['product-points', 'cart-points', 'tier-progress', 'rewards', 'join'].map((t) => `regulars-${t}`).join();
export const PANEL = 'regulars-panel';

export const has = (tags: string): boolean => document.querySelector(tags) !== null;

/** Calls `found` once, now or when the page adds one of these elements; returns the way to stop watching. */
export function whenPresent(tags: string, found: () => void): () => void {
  if (has(tags)) {
    found();
    return () => {};
  }
  let timer = 0;
  const observer = new MutationObserver(() => {
    timer ||= window.setTimeout(() => {
      timer = 0;
      if (has(tags)) { observer.disconnect(); found(); }
    }, 200);
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
  return () => observer.disconnect();
}
