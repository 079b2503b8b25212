// A coffee shop's programme, for tests of the widget: three tiers, six rewards, prices in VND.
const text = (en, vi, ar) => ({ en, vi, ar });

export const programme = {
  format: 1, id: 'coffee', version: 1,
  name: text('Bean Circle', 'Hội Hạt Rang', 'نادي القهوة'),
  currency: { code: 'VND', exponent: 0 },
  time_zone: { name: 'Asia/Ho_Chi_Minh', offsets: [{ from: '1975-06-12T17:00:00.000Z', offset_seconds: 25200 }] },
  locales: ['vi', 'en', 'ar'],
  wallets: [{ id: 'points', unit: 'points', name: text('Points', 'Điểm', 'النقاط'), pending: { kind: 'days', days: 3 }, expiry: { kind: 'months', months: 12 } }],
  earning: [
    { id: 'base', wallet: 'points', on: 'order', name: text('Every order', 'Mỗi đơn hàng', 'كل طلب'), items: { exclude: { categories: ['gift-card'] } },
      award: { kind: 'per_amount', units: 1, per_minor: 1000 },
      tier_multipliers: [{ tier: 'silver', multiplier: '1.25' }, { tier: 'gold', multiplier: '1.5' }] },
    { id: 'welcome', wallet: 'points', on: 'joined', name: text('Welcome gift', 'Quà chào mừng', 'هدية الترحيب'), award: { kind: 'fixed', units: 100 } },
    { id: 'birthday', wallet: 'points', on: 'birthday', name: text('Your birthday', 'Sinh nhật của bạn', 'عيد ميلادك'), award: { kind: 'fixed', units: 200 } },
    { id: 'review', wallet: 'points', on: 'action', action: 'review', name: text('A review of what you bought', 'Đánh giá sản phẩm đã mua', 'تقييم ما اشتريت'), award: { kind: 'fixed', units: 30 } },
  ],
  campaigns: [{ id: 'tet', name: text('Tết weeks', 'Mùa Tết', 'أسابيع تيت'), multiplier: '2' }],
  tiers: {
    metrics: [{ id: 'spend', kind: 'spend' }], window: { kind: 'rolling_months', months: 12 }, keep: { kind: 'next_period' },
    levels: [
      { id: 'member', name: text('Green bean', 'Hạt Xanh', 'حبة خضراء') },
      { id: 'silver', name: text('Light roast', 'Rang Nhẹ', 'تحميص خفيف'), qualify: [{ metric: 'spend', at_least: 1000000 }] },
      { id: 'gold', name: text('Dark roast', 'Rang Đậm', 'تحميص داكن'), qualify: [{ metric: 'spend', at_least: 3000000 }] },
    ],
  },
  rewards: [
    reward('off20', 'fixed_discount', 200, text('20,000 ₫ off', 'Giảm 20.000 ₫', 'خصم 20,000 ₫'), { value_minor: 20000, voucher: { valid_days: 30, min_order_minor: 100000 } }),
    reward('filter', 'free_product', 500, text('A phin filter', 'Một chiếc phin', 'فلتر فين'), { sku: 'phin', voucher: { valid_days: 60 }, description: text('Stainless steel, for one strong cup.', 'Thép không gỉ, cho một ly đậm đà.', 'فولاذ مقاوم للصدأ، لفنجان قوي واحد.') }),
    reward('ship', 'free_shipping', 150, text('Free delivery', 'Miễn phí giao hàng', 'توصيل مجاني'), { voucher: { valid_days: 30 } }),
    reward('off10', 'percent_discount', 900, text('10% off a whole order', 'Giảm 10% cả đơn', 'خصم 10٪ على الطلب'), { percent: '10', voucher: { valid_days: 30 } }),
    reward('tasting', 'access', 1200, text('An evening of tasting with our roaster', 'Một buổi tối thử cà phê cùng thợ rang', 'أمسية تذوق مع محمّصنا'), { tiers: ['gold'] }),
    reward('mug', 'gift', 700, text('A hand-thrown mug', 'Cốc gốm thủ công', 'كوب خزف يدوي'), { tiers: ['silver', 'gold'], voucher: { valid_days: 60 } }),
  ],
  terms: { organiser: { name: 'Fake Coffee' }, url: '/terms' },
};

function reward(id, kind, cost_units, name, more) {
  return { id, kind, cost_units, wallet: 'points', name, ...more };
}

export const config = {
  program: { id: 'coffee', version: 1, name: programme.name, currency: programme.currency, locales: programme.locales },
  welcome: { wallet: 'points', units: 100 },
  wallet: { id: 'points', unit: 'points', scale: 0, name: programme.wallets[0].name },
  popup: { enabled: true, delay_seconds: 1, quiet_days: 14 },
  launcher: { position: 'end' },
  theme: {},
  consent: { version: '1', marketing: text(
    'Send me news and offers by e-mail, at most twice a month. I can stop this at any time.',
    'Gửi cho tôi tin tức và ưu đãi qua e-mail, tối đa hai lần mỗi tháng. Tôi có thể dừng bất cứ lúc nào.',
    'أرسلوا إليّ الأخبار والعروض بالبريد الإلكتروني، مرتين في الشهر على الأكثر. يمكنني إيقافها في أي وقت.') },
  terms_url: '/terms', enabled: true,
};
