// Small comforts only: every page works when this file never arrives.

// On a narrow screen the strips of places and tabs scroll sideways: the place where one is shows from the start.
for (const here of document.querySelectorAll('.side-nav [aria-current], .tabs [aria-current]')) {
  for (let strip = here.parentElement; strip && strip.tagName !== 'MAIN' && strip !== document.body; strip = strip.parentElement) {
    if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left - (strip.clientWidth - here.offsetWidth) / 2;
  }
}

if ('serviceWorker' in navigator && window.isSecureContext) navigator.serviceWorker.register('/sw.js').catch(() => {});

// One open menu at a time, and Escape or a click elsewhere closes it.
const menus = () => document.querySelectorAll('details.user-menu[open]');
document.addEventListener('click', (event) => menus().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') menus().forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
});

// Keys of a work list: "/" to the search box, j and k through the rows, Enter opens, a letter presses what carries it.
const typing = (element) => element.closest('input, textarea, select, [contenteditable]');
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === '/') {
    const search = document.querySelector('[data-key="/"]');
    if (search) { event.preventDefault(); search.focus(); search.select?.(); }
    return;
  }
  if (event.key === 'j' || event.key === 'k') {
    const links = [...document.querySelectorAll('table[data-keys] tbody th a')];
    if (!links.length) return;
    const here = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, here + (event.key === 'j' ? 1 : -1)))].focus();
    return;
  }
  if (!/^[a-z]$/.test(event.key)) return;
  const pressed = document.querySelector(`[data-key="${event.key}"]`);
  if (!pressed) return;
  event.preventDefault();
  if (pressed.tagName === 'SUMMARY') { pressed.parentElement.open = true; pressed.focus(); } else pressed.click();
});

// A form is sent once: the second click of an impatient finger does nothing.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || form.dataset.sent) { if (form.dataset.sent) event.preventDefault(); return; }
  form.dataset.sent = '1';
  event.submitter?.setAttribute('aria-busy', 'true');
});
window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => { delete form.dataset.sent; form.querySelectorAll('[aria-busy]').forEach((b) => b.removeAttribute('aria-busy')); }));

document.querySelectorAll('[data-print]').forEach((button) => { button.hidden = false; button.addEventListener('click', () => window.print()); });
document.querySelectorAll('[data-copy]').forEach((button) => {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', () => navigator.clipboard.writeText(button.dataset.copy).then(() => { button.dataset.done = '1'; }));
});

// A problem list takes the focus, so that a screen reader starts there.
document.querySelector('.ds-error-summary')?.focus();

// Questions that depend on another answer show when they apply. Without this script all of them show.
const dependents = [...document.querySelectorAll('[data-when]')];
function showDependents() {
  for (const part of dependents) {
    const inputs = [...document.getElementsByName(part.dataset.when)];
    const value = inputs.length === 1 && inputs[0].type !== 'radio' ? inputs[0].value : inputs.find((input) => input.checked)?.value;
    part.hidden = !part.dataset.in.split(' ').includes(value ?? '');
  }
}
if (dependents.length) { showDependents(); document.addEventListener('change', showDependents); }

// Browsers scroll the caret of a text box into view, not the box: what the keyboard leads to stops above a phone's bar.
document.addEventListener('focusin', ({ target }) => target.matches('textarea') && target.scrollIntoView({ block: 'nearest' }));
