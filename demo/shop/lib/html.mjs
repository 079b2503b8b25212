// HTML by tagged template. Whatever is put into a page is text, and is escaped, unless it was made
// by `html` itself. There is no way to put a raw string in.

class Markup {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escape(value) {
  return String(value).replace(/[&<>"']/g, (char) => escapes[char]);
}

function render(value) {
  if (value === null || value === undefined || value === false || value === true) return '';
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return escape(value);
}

/** html`<p>${text}</p>`: values are escaped, arrays joined, null and booleans left out. */
export function html(strings, ...values) {
  let out = strings[0];
  values.forEach((value, i) => { out += render(value) + strings[i + 1]; });
  return new Markup(out);
}
