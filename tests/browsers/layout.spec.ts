// Where things stand, wide and on a phone, from left to right and from right to left. The pictures stay in test-results/.
import { button, expect, field, launcher, openPanel, panel, test, unchanged, type Page } from './fixtures.js';

const SIZES = [[1280, 860], [360, 740]] as const;

interface Box { left: number; right: number; width: number; window: number; page: number; moving: number }

/** Edges of the first such element, also in shadow trees, the widths of the window and of what is in it, and what has not come to its end. */
const boxOf = (view: Page, css: string): Promise<Box | null> => view.evaluate((selector) => {
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [root, ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot ? roots(node.shadowRoot) : []))];
  const all = roots(document);
  const node = all.map((root) => root.querySelector(selector)).find((found) => found !== null);
  if (!node) return null;
  const { left, right, width } = node.getBoundingClientRect();
  const moving = all.flatMap((root) => root.getAnimations()).filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity).length;
  return { left, right, width, window: document.documentElement.clientWidth, page: document.documentElement.scrollWidth, moving };
}, css);

/** Its edges once they stay the same and nothing moves any more: the panel slides in, on a busy machine with long rests. */
const still = async (view: Page, css: string): Promise<Box> =>
  (await unchanged(`${css} to stand still`, () => boxOf(view, css), (box) => box?.moving === 0))!;

for (const lang of ['en', 'ar']) {
  for (const [width, height] of SIZES) {
    test(`${lang}, ${width} pixels: launcher and panel at the end of the line, nothing sticks out`, async ({ view, plain }, testInfo) => {
      expect(plain.url).toContain('http');
      await view.resize(width, height);
      await view.goto(`/inline?lang=${lang}&tag=data-popup%3D%22off%22`);
      await view.read({ css: 'regulars-product-points' });
      await view.read({ css: '.reward' });
      // Digits too are the same in every browser.
      await view.read(launcher, /100/);
      const pill = await still(view, '.pill');
      expect(pill.page).toBeLessThanOrEqual(pill.window);
      expect(lang === 'ar' ? pill.left : pill.window - pill.right).toBeCloseTo(20, 0);
      await view.screenshot(testInfo.outputPath('page.png'));

      await view.click(launcher);
      await view.read({ css: '.hero', within: 'dialog' });
      const dialog = await still(view, 'dialog');
      expect(dialog.page).toBeLessThanOrEqual(dialog.window);
      expect(dialog.width).toBeCloseTo(width === 360 ? dialog.window : 420, 0);
      expect(lang === 'ar' ? dialog.left : dialog.window - dialog.right).toBeCloseTo(width === 360 ? 0 : 12, 0);
      await view.screenshot(testInfo.outputPath('panel.png'));
    });
  }
}

test('no page of the demo is wider than a phone', async ({ view }, testInfo) => {
  await view.resize(360, 740);
  for (const path of ['/?lang=en', '/shop', '/product/arabica-cau-dat', '/cart', '/checkout', '/account', '/terms']) {
    await view.goto(path);
    await view.read(launcher);
    const [page, window] = await view.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
    expect(page, path).toBeLessThanOrEqual(window);
    await view.screenshot(testInfo.outputPath(`${path.split('?')[0]!.replaceAll('/', '_')}.png`));
  }
  await openPanel(view);
  await view.click(button('Join free', 'dialog'));
  await view.click(field('E-mail address', 'dialog'));
  await view.read(panel);
  await view.screenshot(testInfo.outputPath('join.png'));
});
