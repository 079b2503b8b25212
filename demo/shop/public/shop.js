// Small comforts for browsers with scripts. Everything works without this file.

const toast = document.querySelector('[data-toast]');
let hide;

function say(text, link) {
  toast.textContent = text;
  if (link) {
    const a = document.createElement('a');
    a.href = link.href;
    a.textContent = link.text;
    toast.append(' ', a);
  }
  toast.classList.add('shown');
  clearTimeout(hide);
  hide = setTimeout(() => toast.classList.remove('shown'), 6000);
}

async function add(form, body) {
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetch(form.action, { method: 'POST', headers, body, keepalive: true });
    const { count, label } = await answer.json();
    const badge = document.querySelector('[data-cart-count]');
    badge.textContent = count;
    badge.setAttribute('aria-label', label);
    badge.hidden = false;
    say(toast.dataset.added, { href: '/cart', text: toast.dataset.cart });
  } catch {
    form.submit();
  }
}

// Adding to the cart without leaving the page. When anything goes wrong the form is sent as usual.
// One after the other: the cart is a cookie, and each answer has the one that the next begins with.
let adding = Promise.resolve();
for (const form of document.querySelectorAll('[data-add]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    adding = adding.then(() => add(form, body));
  });
}

// What a product earns follows the quantity that is asked for, and is not said of one that cannot be had.
const points = document.querySelector('.product regulars-product-points');
document.querySelector('.product [name="quantity"]')?.addEventListener('input', ({ target: { value, validity } }) => {
  if (validity.valid) points?.setAttribute('quantity', value);
  points?.classList.toggle('unsaid', value !== '' && !validity.valid);
});

// The cart updates itself when a quantity is changed.
const cart = document.querySelector('[data-cart]');
cart?.addEventListener('change', (event) => {
  if (event.target.matches('input[type="number"]') && event.target.checkValidity()) cart.requestSubmit();
});

// The codes of the vouchers are in the widget: there is a way to it where a code is asked for.
const wallet = document.querySelector('[data-wallet]');
wallet?.addEventListener('click', () => window.Regulars.open('vouchers'));
if (wallet) window.addEventListener('load', async () => wallet.classList.toggle('on', await window.Regulars?.ready === true));

// Where the widget does not come, the room that is kept for its elements is given back.
const late = 5000;
window.addEventListener('load', async () => {
  const { classList } = document.documentElement;
  const here = customElements.whenDefined('regulars-rewards').then(() => classList.remove('alone'));
  if (await window.Regulars?.ready) await Promise.race([here, new Promise((done) => { setTimeout(done, late); })]);
  classList.toggle('alone', !customElements.get('regulars-rewards'));
});

// An order is sent once, even by an impatient double click.
const checkout = document.querySelector('[data-checkout]');
checkout?.addEventListener('submit', (event) => {
  if (checkout.dataset.sent) event.preventDefault();
  checkout.dataset.sent = 'yes';
});
window.addEventListener('pageshow', () => checkout?.removeAttribute('data-sent'));
