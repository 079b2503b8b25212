// The main job, end to end: join, earn, climb, spend, sign out and in.
import { addToCart, balance, button, closePanel, codeFor, expect, field, fillCheckout, inPanel, join, launcher, openPanel, panel, placeOrder, staff, test } from './fixtures.js';

test('join, earn, climb, spend, sign out and in', async ({ view, front, email }) => {
  test.slow();
  await test.step('join with the code of the mail; the welcome points are there', async () => {
    await view.goto('/?lang=en');
    await view.read(launcher, /^100 points waiting$/);
    await join(view, email);
    await closePanel(view);
    await view.read(launcher, /^100 points$/);
  });

  await test.step('a product and the cart say what they would earn, by the engine in the page', async () => {
    await view.goto('/product/culi-honey');
    await view.read({ css: 'regulars-product-points' }, 'You earn 290 points with this.');
    await view.click(button('Why?', 'regulars-product-points'));
    await view.read({ css: 'regulars-product-points' }, 'double points');
    await addToCart(view, 'blend-binh-minh', 3);
    await addToCart(view, 'phin-filter');
    await addToCart(view, 'gift-card');
    await view.goto('/cart');
    await view.read({ css: 'regulars-cart-points' }, 'This cart earns you 662 points');
    await view.read({ css: 'regulars-cart-points' }, 'and makes you Silver!');
    expect(front.asked.filter((line) => line.endsWith('/v1/quote'))).toEqual([]);
    expect(front.asked.some((line) => line.endsWith('regulars-engine.wasm'))).toBe(true);
  });

  const number = await test.step('check out; the points are on the way, the tier has moved', async () => {
    await fillCheckout(view, email);
    await view.read({ css: 'regulars-cart-points' }, '662 points');
    const placed = await placeOrder(view);
    await view.goto('/account');
    await view.read({ css: 'regulars-tier-progress' }, '838,000 to Gold');
    await openPanel(view, 'History');
    await view.read(panel, '+662');
    await view.read(panel, 'on the way');
    return placed;
  });

  await test.step('delivered: the points can be spent', async () => {
    await staff(view, number, 'Mark delivered');
    await view.goto('/?lang=en');
    await view.read(launcher, /^762 points$/);
  });

  const voucher = await test.step('redeem a reward', async () => {
    await openPanel(view, 'Rewards');
    await view.read(panel, 'For Gold members');
    await view.click(button({ pattern: '^Get it for 450 points' }, 'dialog'));
    await view.click(button({ pattern: '^Spend 450 points' }, 'dialog'));
    await view.read(panel, 'It is yours.');
    const code = await view.read(inPanel('code'), /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await openPanel(view, 'Vouchers');
    await view.read(inPanel('code'), code);
    await closePanel(view);
    await view.read(launcher, /^312 points$/);
    return code;
  });

  await test.step('the voucher works at the checkout', async () => {
    await addToCart(view, 'lotus-tea');
    await fillCheckout(view, email);
    await view.fill(field('Reward code'), voucher);
    await view.click(button('Apply'));
    await view.read({ css: 'main' }, 'Applied: ₫50,000 off');
    await view.read({ css: 'regulars-cart-points' }, '200 points');
    await placeOrder(view);
  });

  await test.step('history, sign out, sign in again with a code', async () => {
    await view.goto('/?lang=en');
    await openPanel(view, 'History');
    for (const amount of ['+200', '−450', '+662', '+100']) await view.read(panel, amount);
    await openPanel(view, 'Account');
    const old = await codeFor(view, email);
    await view.click(button('Sign out', 'dialog'));
    await view.read(panel, '100 points are waiting for you');
    await view.click(button({ pattern: '[Ss]ign in$' }, 'dialog'));
    await view.fill(field('E-mail address', 'dialog'), email);
    await view.click(button('Send me the code', 'dialog'));
    await view.fill(field('Code', 'dialog'), await codeFor(view, email, old));
    await view.read(balance, /^312 points$/);
  });
});
