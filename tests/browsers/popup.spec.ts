// The manners of the invitation, where `popover`, timers and focus are another browser's.
import { button, closePanel, expect, launcher, openPanel, popup, test, waitFor } from './fixtures.js';

test('the invitation waits, takes no focus, and goes by "Not now" and by Escape', async ({ view, plain }) => {
  plain.world.config.popup.delay_seconds = 2;
  for (const dismiss of ['Not now', 'Escape']) {
    await view.goto('/');
    await view.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
    await view.reload();
    await view.evaluate(() => { document.getElementById('shop-button')?.focus(); });
    await view.read(launcher);
    const early = await view.count(popup);
    // A machine may be too slow to look before it is due.
    if (await view.evaluate(() => performance.now()) < 2000) expect(early).toBe(0);
    await view.read(popup, '100 points are waiting for you');
    await view.hasFocus('shop-button');
    if (dismiss === 'Escape') await view.press('Escape');
    else await view.click(button(dismiss, '.popup'));
    await view.gone(popup);
    await view.read(launcher);
    await waitFor('a note of the dismissal', () => view.evaluate(() => localStorage.getItem('regulars.quiet')), (note) => note !== null);
  }
  // Dismissed is dismissed, on the next page too.
  await view.goto('/inline');
  await view.read(launcher);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  expect(await view.count(popup)).toBe(0);
  await openPanel(view);
  await closePanel(view);
});
