// Where things stand, wide and on a phone, from left to right and from right to left. The pictures stay in test-results/.
import { button, expect, field, launcher, openPanel, panel, test, waitFor, type Page } from './fixtures.js';

const SIZES = [[1280, 860], [360, 740]] as const;

interface Box { left: number; right: number; width: number; window: number; page: number }

/** Edges of the first such element, also in shadow trees, and the widths of the window and of what is in it. */
const boxOf = (view: Page, css: string): Promise<Box> => view.evaluate((selector) => {
  const all = (root: Document | ShadowRoot): Element[] => [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const { left, right, width } = all(document).find((node) => node.matches(selector))!.getBoundingClientRect();
  return { left, right, width, window: document.documentElement.clientWidth, page: document.documentElement.scrollWidth };
}, css);

/** Its edges once they were the same for a while: the panel slides in. */
function still(view: Page, css: string): Promise<Box> {
  let same = 0;
  let before = '';
  return waitFor(`${css} to stand still`, () => boxOf(view, css), (box) => {
    const now = JSON.stringify(box);
    same = now === before ? same + 1 : 0;
    before = now;
    return same >= 5;
  });
}

for (const lang of ['en', 'ar']) {
  for (const [width, height] of SIZES) {
    test(`${lang}, ${width} pixels: launcher and panel at the end of the line, nothing sticks out`, async ({ view, plain }, testInfo) => {
      expect(plain.url).toContain('http');
      await view.resize(width, height);
      await view.goto(`/inline?lang=${lang}&tag=data-popup%3D%22off%22`);
      await view.read({ css: 'regulars-product-points' });
      await view.read({ css: '.reward' });
      await view.read(launcher);
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
