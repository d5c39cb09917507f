// What goes wrong is told in plain words, with a way on.
import { button, expect, test } from '../support/fixtures.ts';
import { say } from '../support/words.ts';

test('a page that is not there says so and leads home', async ({ page }) => {
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  await page.getByRole('main').getByRole('link', { name: say('web-error-home') }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("somebody else's dossier looks as if it did not exist", async ({ as }) => {
  const child = await as('child');
  const missing = await child.goto('/me/dossiers/dos_0000000000000');
  expect(missing?.status()).toBe(404);
});

test('a desk of others is closed', async ({ as }) => {
  const citizen = await as('child');
  for (const path of ['/counter', '/register', '/admin', '/steering']) {
    const answer = await citizen.goto(path);
    expect([403, 404], `${path} for a citizen`).toContain(answer?.status());
  }
  const officer = await as('counter');
  for (const path of ['/admin', '/me/record']) {
    const answer = await officer.goto(path);
    expect([403, 404], `${path} for an officer`).toContain(answer?.status());
  }
});

test('a form from another site changes nothing', async ({ as }) => {
  const page = await as('child');
  const answer = await page.request.post('/sign-out', { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, maxRedirects: 0 });
  expect(answer.status()).toBe(403);
  await page.goto('/me');
  await expect(page).toHaveURL(/\/me$/);
});

test('an empty form tells every mistake on top and beside its field, and keeps what was typed', async ({ as }) => {
  const page = await as('child');
  await page.goto('/apply/temporary-residence');
  await page.getByLabel(say('form-target-address')).fill('Số 7 <script>alert(1)</script>');
  await page.getByLabel(say('form-phone')).fill('12');
  await button(page, 'web-form-review').click();
  const summary = page.getByRole('alert').first();
  await expect(summary).toContainText(say('web-error-summary'));
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(say('form-error-phone'));
  await expect(page.getByLabel(say('form-target-address'))).toHaveValue('Số 7 <script>alert(1)</script>');

  // Each line leads to its field.
  const first = summary.getByRole('link').first();
  const target = await first.getAttribute('href');
  await first.click();
  await expect(page.locator(target ?? '')).toBeVisible();

  // What was typed is escaped wherever it is shown.
  await page.getByLabel(say('form-phone')).fill('0912345678');
  page.on('dialog', () => { throw new Error('a script ran'); });
  await button(page, 'web-form-save').click();
  await expect(page.getByLabel(say('form-target-address'))).toHaveValue('Số 7 <script>alert(1)</script>');
});

test('dates that cannot be are refused', async ({ as }) => {
  const page = await as('child');
  await page.goto('/apply/temporary-residence');
  const group = page.getByRole('group', { name: say('form-from-date') });
  await group.getByLabel(say('web-day'), { exact: true }).fill('31');
  await group.getByLabel(say('web-month'), { exact: true }).fill('2');
  await group.getByLabel(say('web-year'), { exact: true }).fill('2027');
  await button(page, 'web-form-review').click();
  await expect(page.getByRole('alert').first()).toContainText(say('form-from-date'));
  await expect(group.getByLabel(say('web-day'), { exact: true })).toHaveValue('31');
});

test('a paper that nobody issued is not genuine', async ({ page }) => {
  await page.goto('/verify');
  await page.getByLabel(say('web-verify-code'), { exact: true }).fill('7K3M-Q9TX-4WEB');
  await button(page.getByRole('main'), 'web-home-verify-do').click();
  await expect(page.getByRole('heading', { name: say('web-verify-genuine') })).toHaveCount(0);
  await page.goto('/verify');
  await page.getByLabel(say('web-verify-file'), { exact: true }).setInputFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 forged') });
  await button(page, 'web-verify-file-do').click();
  await expect(page.getByRole('heading', { name: say('web-verify-changed') })).toBeVisible();
});
