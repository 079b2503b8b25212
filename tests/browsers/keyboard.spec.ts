// The panel by keyboard: what is behind it cannot be reached, and Escape gives the focus back.
import { balance, codeFor, expect, launcher, panel, test } from './fixtures.js';

const ROUNDS = 30;

test('Tab stays in the open panel in both directions; Escape closes it', async ({ view, plain }) => {
  plain.world.config.popup.enabled = false;
  await view.goto('/');
  await view.read(launcher);
  await view.tabTo('100 points waiting');
  await view.press('Enter');
  await view.read(panel, 'Join free');
  for (const key of ['Tab', 'Shift+Tab']) {
    const passed = new Set<string>();
    for (let i = 0; i < ROUNDS; i += 1) {
      await view.press(key);
      expect(await view.evaluate(() => document.activeElement?.hasAttribute('data-regulars'))).toBe(true);
      passed.add(await view.focused());
    }
    expect([...passed].some((name) => name.includes('Close')), `${key} reaches the cross: ${[...passed].join(' | ')}`).toBe(true);
    expect([...passed].some((name) => name.includes('Join free')), `${key} reaches the button: ${[...passed].join(' | ')}`).toBe(true);
  }
  await view.press('Escape');
  await view.gone(panel);
  await view.hasFocus('100 points waiting');
});

test('joining takes no mouse', async ({ view, email }) => {
  await view.goto('/terms?lang=en');
  await view.read(launcher, '100 points waiting');
  await view.tabTo('100 points waiting');
  await view.press('Enter');
  await view.read(panel, 'Join free');
  // By its kind too: Firefox stops at what can be scrolled, and that holds the button's words.
  await view.tabTo('button Join free');
  await view.press('Enter');
  await view.tabTo('input email');
  await view.type(email);
  await view.press('Enter');
  await view.read(panel, '100 points are waiting.');
  await view.hasFocus('code');
  await view.type(await codeFor(view, email));
  await view.read(balance, /^100 points$/);
});
