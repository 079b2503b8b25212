// Content security policies, as these browsers enforce them.
import { button, expect, launcher, test } from './fixtures.js';

const points = { css: 'regulars-product-points' };

test('a strict policy: no inline style or script, no HTML from text', async ({ view, plain }) => {
  await view.goto('/csp?wasm=1&tag=data-popup%3D%22off%22');
  await view.read(points, 'Members earn 118 points');
  await view.click(launcher);
  await view.read({ css: '.hero', within: 'dialog' });
  expect(await view.evaluate(() => {
    const find = (root: Document | ShadowRoot, css: string): Element | undefined => [...root.querySelectorAll('*')].map((node) => (node.matches(css) ? node : node.shadowRoot ? find(node.shadowRoot, css) : undefined)).find(Boolean);
    return getComputedStyle(find(document, '.hero')!).backgroundColor;
  })).toBe('rgb(125, 58, 30)');
  expect(plain.world.log).not.toContain('POST /v1/quote');
});

test('a nonce with strict-dynamic', async ({ view, plain }) => {
  await view.goto('/nonce');
  await view.read(points, 'Members earn 118 points');
  expect(plain.front.troubles).toEqual([]);
});

test('where WebAssembly is forbidden, the same points are shown another way', async ({ view, front }) => {
  front.edit = (headers) => {
    const policy = headers['content-security-policy'];
    if (typeof policy === 'string') headers['content-security-policy'] = policy.replace(" 'wasm-unsafe-eval'", '');
  };
  await view.goto('/product/phin-filter?lang=en');
  await view.read(points, /earn 95 points/i);
  await view.click(button('Why?', 'regulars-product-points'));
  await view.read(points, '95,000');
  expect(front.asked.some((line) => line.endsWith('/v1/quote') || line.endsWith('regulars-engine.wasm2js.js'))).toBe(true);
  // The browser notes that WebAssembly was refused; nothing else may have been.
  expect(front.troubles.splice(0).filter((line) => !/policy: (script-src\S*|wasm\S*)? ?.*wasm/i.test(line))).toEqual([]);
});
