// A merchant's link: parsed, https or this site only, and the parsed form is what is rendered.

export function safeLink(href: string | null): string | null {
  try {
    const url = new URL(href ?? '', location.href);
    const same = url.origin === location.origin && /^https?:$/.test(url.protocol);
    return href && !url.username && (same || url.protocol === 'https:') ? url.href : null;
  } catch {
    return null;
  }
}
