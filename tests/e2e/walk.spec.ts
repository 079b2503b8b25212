// The main job, end to end, on the real backend, engine and widget: join, earn, climb, spend.
import { addToCart, balance, closePanel, codeFor, expect, fillCheckout, join, lastCode, launcher, openPanel, panel, placeOrder, redeem, staff, test, visit } from './fixtures.js';
import type { Page } from '@playwright/test';

async function walk(page: Page, email: string): Promise<void> {
  await test.step('join with the code of the mail; the welcome points are there', async () => {
    await visit(page);
    await expect(launcher(page)).toHaveText('100 points waiting');
    await join(page, email);
    await closePanel(page);
    await expect(launcher(page)).toHaveText('100 points');
  });

  await test.step('a product and the cart say what they would earn, and why', async () => {
    await page.goto('/product/culi-honey');
    const product = page.locator('regulars-product-points');
    await expect(product).toContainText('You earn 290 points with this.');
    await product.getByRole('button', { name: 'Why?' }).click();
    await expect(product).toContainText('145,000');
    await expect(product).toContainText('double points'); // it is new in the shop
    await addToCart(page, 'blend-binh-minh', 3);
    await addToCart(page, 'phin-filter');
    await addToCart(page, 'gift-card');
    await page.goto('/cart');
    const cart = page.locator('regulars-cart-points');
    // 3 x 189,000 + 95,000; the gift card earns nothing
    await expect(cart).toContainText('This cart earns you 662 points');
    await expect(cart).toContainText('and makes you Silver!');
  });

  const number = await test.step('check out; the points are pending, the tier has moved', async () => {
    await fillCheckout(page, email);
    await expect(page.locator('regulars-cart-points')).toContainText('662 points');
    const placed = await placeOrder(page);
    await page.goto('/account');
    await expect(page.locator('regulars-tier-progress')).toContainText('Silver');
    await expect(page.locator('regulars-tier-progress')).toContainText('838,000 to Gold');
    await openPanel(page);
    await expect(balance(page)).toHaveText('100 points');
    await openPanel(page, 'History');
    await expect(panel(page)).toContainText('+662');
    await expect(panel(page)).toContainText('on the way');
    await closePanel(page);
    return placed;
  });

  await test.step('delivered: the points can be spent', async () => {
    await staff(page, number, 'Mark delivered');
    await page.reload();
    await expect(launcher(page)).toHaveText('762 points');
    await openPanel(page, 'History');
    await expect(panel(page)).toContainText('+662');
    await expect(panel(page)).not.toContainText('on the way');
    await closePanel(page);
  });

  const code = await test.step('the catalogue: affordable, not yet, only for Gold; redeem one', async () => {
    await openPanel(page, 'Rewards');
    await expect(panel(page).getByRole('button', { name: 'Get it for 600 points' })).toBeVisible();
    await expect(panel(page)).toContainText('For Gold members');
    const voucher = await redeem(page, '450 points');
    expect(voucher).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await openPanel(page, 'Rewards');
    await expect(panel(page)).toContainText('138 points to go of 450 points');
    await openPanel(page, 'Vouchers');
    await expect(panel(page).locator('code')).toHaveText(voucher);
    await closePanel(page);
    return voucher;
  });

  await test.step('the voucher works at the checkout', async () => {
    await addToCart(page, 'lotus-tea');
    await fillCheckout(page, email);
    await page.getByLabel('Reward code').fill(code);
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('Applied: ₫50,000 off')).toBeVisible();
    await expect(page.getByLabel('Full name')).toHaveValue('Nguyễn Thị Lan');
    await expect(page.locator('.totals')).toContainText('₫185,000');
    // Silver, on what is really paid for the tea: 160 x 1.25.
    await expect(page.locator('regulars-cart-points')).toContainText('200 points');
    await placeOrder(page);
  });

  await test.step('and only once', async () => {
    await addToCart(page, 'lotus-tea');
    await fillCheckout(page, email);
    await page.getByLabel('Reward code').fill(code);
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('This code has been used.')).toBeVisible();
  });

  await test.step('history, sign out, sign in again with a code', async () => {
    await page.goto('/');
    await openPanel(page, 'History');
    await expect(panel(page)).toContainText('+200');
    await expect(panel(page)).toContainText('−450');
    await expect(panel(page)).toContainText('+100');
    await openPanel(page, 'Account');
    const old = await lastCode(page, email);
    await panel(page).getByRole('button', { name: 'Sign out' }).click();
    await expect(panel(page).getByRole('heading', { name: '100 points are waiting for you' })).toBeVisible();
    await panel(page).getByRole('button', { name: 'I am a member: sign in' }).click();
    await panel(page).getByLabel('E-mail address').fill(email);
    await panel(page).getByRole('button', { name: 'Send me the code' }).click();
    await panel(page).getByLabel('Code').fill(await codeFor(page, email, old));
    await expect(balance(page)).toHaveText('312 points');
  });
}

test('by mouse', async ({ page, email }) => {
  test.slow();
  await walk(page, email);
});

test.describe('on a phone of 360 pixels', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  test('by touch', async ({ page, email }) => {
    test.slow();
    await walk(page, email);
    for (const path of ['/', '/shop', '/product/lotus-tea', '/cart', '/checkout', '/account', '/terms', '/staff', '/outbox']) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
    }
  });
});

test('by keyboard alone', async ({ page, email }) => {
  test.slow();
  const focused = (): Promise<string> => page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return [active?.id, active?.getAttribute('name'), active?.getAttribute('aria-label'), active?.textContent].filter(Boolean).join(' ');
  });
  const tabTo = async (text: string): Promise<void> => {
    await expect.poll(async () => {
      const now = await focused();
      if (!now.includes(text)) await page.keyboard.press('Tab');
      return now;
    }, { intervals: [10], timeout: 60_000 }).toContain(text);
  };
  const press = async (text: string, key = 'Enter'): Promise<void> => {
    await tabTo(text);
    await page.keyboard.press(key);
  };
  const type = async (field: string, text: string): Promise<void> => {
    await tabTo(field);
    await page.keyboard.type(text);
  };

  await visit(page);
  await expect(launcher(page)).toBeVisible();
  await press('100 points waiting');
  await press('Join free');
  await type('email', email);
  await page.keyboard.press('Enter');
  await expect(panel(page).getByLabel('Code')).toBeFocused();
  await page.keyboard.type(await codeFor(page, email));
  await expect(balance(page)).toHaveText('100 points');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect.poll(focused).toContain('100 points');

  await page.goto('/product/sua-da-phin');
  await type('quantity', '2');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-toast]')).toContainText('Added to your cart');
  await page.goto('/checkout');
  await type('email', email);
  await type('name', 'Mai');
  await type('phone', '0901234567');
  await type('address', '1 Lê Lợi, Huế');
  await press('payment', 'Space');
  await press('Place order');
  await expect(page.getByRole('heading', { name: 'Thank you!' })).toBeVisible();

  await page.goto('/account');
  await press('Get it for 100 points');
  await press('Spend 100 points');
  await expect(panel(page).getByText('It is yours.')).toBeVisible();
});

test('the popup waits, can be dismissed, and does not come back', async ({ page }) => {
  await page.clock.install();
  await visit(page);
  await expect(launcher(page)).toBeVisible();
  const later = page.getByRole('button', { name: 'Not now' });
  await expect(later).toHaveCount(0);
  await page.clock.runFor(12_000);
  await expect(later).toBeVisible();
  await later.click();
  await expect(later).toHaveCount(0);
  await page.goto('/shop');
  await expect(launcher(page)).toBeVisible();
  await page.clock.runFor(60_000);
  await expect(later).toHaveCount(0);
});
