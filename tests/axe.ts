// What axe finds on a page: a line for each violation, with the elements.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Transitions and animations that have an end and have not come to it, also in shadow trees: a document tells only of its own. */
const moving = (page: Page): Promise<string[]> => page.evaluate(async () => {
  // What was just changed begins to move with the next frame.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [root, ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot ? roots(node.shadowRoot) : []))];
  return roots(document).flatMap((root) => root.getAnimations())
    .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.className ?? '' : ''));
});

export async function violations(page: Page): Promise<string[]> {
  // A colour that is still fading in has too little contrast. What is about to come shall come at once, and what moves
  // all the same is waited for.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => moving(page)).toEqual([]);
  // Loading the page's style sheets and media once more is for rules that are off, and has a time limit of its own.
  const found = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
