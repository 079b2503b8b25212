// What axe finds on a page: a line for each violation, with the elements.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Transitions and animations that have an end and have not come to it. */
const moving = (page: Page): Promise<number> => page.evaluate(async () => {
  // What was just changed begins to move with the next frame.
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity).length;
});

export async function violations(page: Page): Promise<string[]> {
  // A colour that is still fading in has too little contrast.
  await expect.poll(() => moving(page)).toBe(0);
  // Loading the page's style sheets and media once more is for rules that are off, and has a time limit of its own.
  const found = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
