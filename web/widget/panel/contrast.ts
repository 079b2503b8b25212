// Tells the shop's developer, in the console and once a page, where the theme's colours cannot be read.
const NEEDED = 4.5;
const PAIRS = [['on-accent', 'accent'], ['text', 'surface'], ['muted', 'surface'], ['text', 'surface-2'], ['muted', 'surface-2']] as const;
let told = false;

/** `root`: an element that has the tokens, whether they come of the programme or of the shop's CSS. */
export function checkContrast(root: Element): void {
  if (told) return;
  told = true;
  const probe = document.createElement('i');
  root.append(probe);
  const poor = PAIRS.flatMap(([words, ground]) => {
    probe.style.setProperty('color', `var(--_${words})`);
    probe.style.setProperty('background-color', `var(--_${ground})`);
    const { color, backgroundColor } = getComputedStyle(probe);
    const ratio = contrast(color, backgroundColor);
    return ratio < NEEDED ? [`${words} on ${ground} has ${ratio.toFixed(1)} to 1`] : [];
  });
  probe.remove();
  if (poor.length > 0) console.warn(`Regulars: words need a contrast of ${NEEDED} to 1 (docs/theming.md), but ${poor.join(', ')}.`);
}

/** WCAG's ratio of two computed colours; of what is no opaque `rgb()` nothing is claimed. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) || NEEDED;
}

function luminance(colour: string): number {
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map((part) => {
    const c = Number(part) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return rgb ? 0.2126 * (rgb[0] ?? 0) + 0.7152 * (rgb[1] ?? 0) + 0.0722 * (rgb[2] ?? 0) : NaN;
}
