// Every page of the shop, with the widget on it, wide and on a phone (--long: each in both languages): no violation
// that axe knows of.
import { violations } from '../axe.js';
import { addToCart, expect, launcher, test } from './fixtures.js';

const pages = ['/', '/shop?category=coffee', '/product/arabica-cau-dat', '/cart', '/checkout', '/account', '/terms', '/staff', '/outbox', '/nothing-here'];
const long = process.env['REGULARS_LONG'] === '1';
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

for (const [size, viewport] of Object.entries(sizes)) {
  for (const lang of long ? ['vi', 'en'] : [size === 'phone' ? 'en' : 'vi']) {
    test.describe(`${size}, ${lang}`, () => {
      test.use({ viewport });
      test('axe finds nothing', async ({ page, troubles }) => {
        test.slow();
        await addToCart(page, 'phin-filter');
        await page.goto(`/?lang=${lang}`);
        for (const path of pages) {
          await page.goto(path);
          // At the checkout the launcher keeps off the form: it is there, and may be out of sight.
          if (path === '/checkout') await expect(launcher(page)).toBeAttached();
          else if (!['/staff', '/outbox'].includes(path)) await expect(launcher(page)).toBeVisible();
          expect(await violations(page), path).toEqual([]);
        }
        // The browser notes that the missing page is missing.
        expect(troubles.splice(0).filter((line) => !line.includes('nothing-here'))).toEqual([]);
      });
    });
  }
}
