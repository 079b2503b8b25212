// What the shop sells. Prices are whole đồng, VAT included. Texts are Vietnamese and English.
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

export const categories = [
  { id: 'coffee', name: { vi: 'Cà phê', en: 'Coffee' } },
  { id: 'ready', name: { vi: 'Pha sẵn', en: 'Ready to drink' } },
  { id: 'equipment', name: { vi: 'Dụng cụ', en: 'Brewing gear' } },
  { id: 'pantry', name: { vi: 'Trà & sữa', en: 'Tea & milk' } },
  { id: 'gifts', name: { vi: 'Quà tặng', en: 'Gifts' } },
];

export const products = read('catalogue.json');
const bySku = new Map(products.map((product) => [product.sku, product]));

export const product = (sku) => bySku.get(sku);
export const inCategory = (id) => products.filter((item) => item.category === id);

/** What is shown under a product: the rest of its category first, then what sells best. */
export function related(item, count = 4) {
  const others = products.filter((other) => other.sku !== item.sku);
  const near = others.filter((other) => other.category === item.category);
  const best = others.filter((other) => other.tags.includes('bestseller') && !near.includes(other));
  return [...near, ...best].slice(0, count);
}
