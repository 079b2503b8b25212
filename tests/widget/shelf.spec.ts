// The shelf of rewards shows that it goes on, and a mouse can go along it.
import { asMember, expect, test, visit } from './fixtures.js';
import type { Page } from '@playwright/test';

const at = (page: Page): Promise<number> => page.locator('regulars-rewards .shelf').evaluate((shelf) => shelf.scrollLeft);

for (const [lang, forward] of [['en', 1], ['ar', -1]] as const) {
  test(`arrows lead along it, as far as it goes: ${lang}`, async ({ page, context, shop }) => {
    await asMember(context, shop, { available: 640 });
    await page.setViewportSize({ width: 800, height: 800 });
    await visit(page, shop, '/inline', { lang, tag: 'data-popup="off"' });
    const rewards = page.locator('regulars-rewards');
    const [onward, back] = [rewards.locator('.on'), rewards.locator('.back')];
    await expect(rewards.locator('.reward')).toHaveCount(6);
    await expect(onward).toBeVisible();
    await expect(back).toBeHidden();
    await onward.click();
    await expect.poll(async () => Math.sign(await at(page))).toBe(forward);
    await expect(back).toBeVisible();
    // Pressed as long as it can be.
    await expect(async () => {
      if (await onward.isVisible()) await onward.click({ timeout: 3000 });
      await expect(onward).toBeHidden({ timeout: 1000 });
    }).toPass();
    await expect(rewards.locator('.reward').last()).toBeInViewport({ ratio: 0.99 });
    await page.setViewportSize({ width: 2000, height: 800 });
    await page.addStyleTag({ content: 'main { max-inline-size: none !important; }' });
    await expect(back).toBeHidden();
    await expect(onward).toBeHidden();
  });
}
