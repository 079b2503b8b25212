// One picture for each product: /art/<sku>.svg. Colours are per product, shapes are shared.
import { bag, dripBox, giftBox, giftCard, milkCan, teaTin } from './packs.mjs';
import { bottle, glasses, grinder, icedGlass, mug, oranges, phin } from './ware.mjs';
import { hero, logo, sunrise } from './places.mjs';

const pictures = {
  'robusta-dak-lak': bag({
    scene: { wall: '#f6ddc4', sun: '#ef9a5d', table: '#e7bf98' },
    body: '#5b2f1d', light: '#8a5136', dark: '#371a10', accent: '#b5472b',
    name: 'Robusta', origin: 'ĐẮK LẮK', note: 'RANG MỘC', weight: '250 G',
    motif: 'dawn', tones: ['#f9dcb8', '#e2622f', '#a8472b', '#5b2f1d'],
  }),
  'arabica-cau-dat': bag({
    scene: { wall: '#dbe7e0', sun: '#f7e3b0', table: '#b9cfc3' },
    body: '#2f5b4c', light: '#5a8a77', dark: '#1b3a30', accent: '#2f6b54',
    name: 'Arabica', origin: 'CẦU ĐẤT', note: 'ĐÀ LẠT 1.500 M', weight: '250 G',
    motif: 'highland', tones: ['#dcebe4', '#f2b65a', '#7fa594', '#2f5b4c'],
  }),
  'blend-binh-minh': bag({
    scene: { wall: '#fbe6cf', sun: '#f08a4b', table: '#f2c79d' },
    body: '#e2703a', light: '#f6a06c', dark: '#ad4a1e', accent: '#b5472b',
    name: 'Bình Minh', origin: 'ĐẮK LẮK · LÂM ĐỒNG', note: 'HẠT NGUYÊN', weight: '500 G',
    motif: 'dawn', tones: ['#fde9c9', '#f0a13a', '#d9683a', '#8f3420'],
  }),
  'culi-honey': bag({
    scene: { wall: '#f5e6b8', sun: '#fbf1d2', table: '#e5cd88' },
    body: '#d39a2c', light: '#efc467', dark: '#946616', accent: '#8a5a0c',
    name: 'Culi Honey', origin: 'PEABERRY', note: 'LÂM ĐỒNG', weight: '250 G',
    motif: 'cherry', tones: ['#fdf1cf', '#c23b2e', '#6f8f4e', '#3f6b3a'],
  }),
  'sua-da-phin': bag({
    scene: { wall: '#dde4ef', sun: '#f5c9a4', table: '#bac6da' },
    body: '#2c3a5c', light: '#586a94', dark: '#182039', accent: '#a8472b',
    name: 'Sữa Đá', origin: 'GU ĐẬM', note: 'XAY PHIN', weight: '500 G',
    motif: 'river', tones: ['#fbe0c3', '#e2622f', '#6d7fa6', '#2c3a5c'],
  }),
  'drip-bags': dripBox({
    scene: { wall: '#f3dfd8', sun: '#f4b39a', table: '#e0beb2' },
    front: '#8f3420', side: '#5d2115', top: '#b65a41', accent: '#f5c79c',
    tones: ['#fbe3c6', '#ef8a45', '#c7694a', '#5d2115'],
  }),
  'cold-brew-original': bottle({
    scene: { wall: '#e9dccb', sun: '#fbf3e4', table: '#d2bda3' },
    liquid: '#4a2416', deep: '#1f0e08', label: '#fdf6e9', accent: '#b5472b',
    title: 'Cold Brew', note: 'Ủ LẠNH 18 GIỜ', extra: icedGlass,
  }),
  'cold-brew-orange': bottle({
    scene: { wall: '#fde3b6', sun: '#fbb659', table: '#f2c274' },
    liquid: '#7a3214', deep: '#4a1a0a', label: '#fff4dd', accent: '#d97a16',
    title: 'Cam vàng', note: 'Ủ LẠNH 18 GIỜ', extra: oranges,
  }),
  'phin-filter': phin({ scene: { wall: '#cfe0da', sun: '#f6d7a8', table: '#a9c4ba' } }),
  'double-glass-pair': glasses({ scene: { wall: '#c9d8de', sun: '#f3e2c3', table: '#a3b8c1' } }),
  'bat-trang-mug': mug({ scene: { wall: '#ecd9c2', sun: '#f8ecd8', table: '#d6b998' }, glaze: '#eef1ee', brush: '#2c4a86' }),
  'hand-grinder': grinder({ scene: { wall: '#d9ddd0', sun: '#f2d6a4', table: '#b7bda8' }, body: '#2f3a34', wood: '#c08a52' }),
  'condensed-milk': milkCan({ scene: { wall: '#d4e3ee', sun: '#fbf3e4', table: '#aec6d8' }, body: '#3d6f9e', dark: '#2b527a', label: '#fff8ea', accent: '#fdeccb' }),
  'lotus-tea': teaTin({ scene: { wall: '#f5dfe2', sun: '#fbf0ea', table: '#e3bcc4' }, body: '#2f5b4c', dark: '#1f4236', label: '#fbf3e6', accent: '#b4526e' }),
  'gift-set-som-mai': giftBox({ scene: { wall: '#f7d9c3', sun: '#fdf0dc', table: '#e6b795' }, box: '#b5472b', lid: '#fdeccb', ribbon: '#f3c98b' }),
  'gift-card': giftCard({ scene: { wall: '#f3d3b4', sun: '#fdeed6', table: '#f3d3b4' }, front: '#b5472b', back: '#f7e7cf', accent: '#f9cfa0' }),
};

const places = { hero, logo, sunrise };

/** The SVG text of a picture, or undefined. */
export function picture(name) {
  if (Object.hasOwn(places, name)) return places[name];
  return Object.hasOwn(pictures, name) ? pictures[name] : undefined;
}

export const pictureNames = [...Object.keys(places), ...Object.keys(pictures)];
