// Somebody without a phone comes to the counter: the officer scans the card, they fill in the form together.
import type { Page } from '@playwright/test';
import { act, button, expect, look, openInQueue, review, test } from '../support/fixtures.ts';
import { say } from '../support/words.ts';

/** The birth date on the own record, as the card's QR holds it: ddmmyyyy. */
async function birthDigits(page: Page): Promise<string> {
  await page.goto('/me/record');
  const row = page.locator('dl.summary > div').filter({ hasText: say('web-birth-date') });
  const [, day, month, year] = /(\d{2})\/(\d{2})\/(\d{4})/.exec(await row.innerText()) ?? [];
  return `${day}${month}${year}`;
}

test('an officer files for a person from the QR code of the card', async ({ as, who, officer: officers }) => {
  test.setTimeout(120_000);
  const resident = await as('single');
  const { login, name } = who('single');
  const card = `${login}||${name}|${await birthDigits(resident)}|Nam|Số 1 Phố Mẫu|20042021`;
  const officer = await as(officers.where('single'));

  await officer.goto('/counter');
  await officer.getByRole('link', { name: say('web-counter-new') }).first().click();
  await officer.getByLabel(say('web-counter-card'), { exact: true }).fill('this is no card');
  await officer.getByRole('radio', { name: /Xác nhận/ }).check();
  await button(officer, 'web-counter-find').click();
  await expect(officer.getByRole('alert')).toContainText(say('web-counter-card-wrong'));

  await officer.getByLabel(say('web-counter-card'), { exact: true }).fill(card);
  await officer.getByRole('radio', { name: /Xác nhận/ }).check();
  await button(officer, 'web-counter-find').click();
  await expect(officer.getByText(say('web-counter-beside'))).toBeVisible();
  await expect(officer.getByRole('main').getByText(name).first()).toBeVisible();
  await officer.getByLabel(say('form-confirmation-content-residence')).check();
  await officer.getByLabel(say('form-confirmation-purpose')).fill('Bổ túc hồ sơ xin việc');
  await officer.getByLabel(say('form-declared-true')).check();
  await review(officer);
  await button(officer, 'web-form-send').click();

  // The receipt to take home.
  const code = (await officer.locator('.big-code, .figures').filter({ hasText: /\.H\d{2}-/ }).first().innerText()).trim();
  await openInQueue(officer, code);
  await act(officer, 'receive', 'web-done-received');
  await officer.getByRole('link', { name: say('web-receipt-print') }).click();
  await expect(officer.locator('.big-code')).toHaveText(code);

  // The person sees the dossier, and that the counter looked.
  await resident.goto('/me/dossiers');
  await expect(resident.getByText(code).first()).toBeVisible();
  await resident.goto('/me/access');
  await expect(resident.getByRole('main').getByText(say('purpose-assist-filing')).first()).toBeVisible();
});

test('an officer finds a person only in the own units, and only with a purpose', async ({ as, who, officer: officers }) => {
  const here = await as(officers.where('head'));
  await here.goto('/register');
  await here.getByLabel(say('web-register-text'), { exact: true }).fill(who('head').name);
  await button(here.getByRole('search'), 'web-search').click();
  await expect(here.getByRole('alert').getByText(say('access-needs-purpose'))).toBeVisible();
  await here.getByLabel(say('web-purpose')).selectOption({ index: 1 });
  await button(here.getByRole('search'), 'web-search').click();
  await here.getByRole('row').filter({ hasText: who('head').name }).getByRole('link').first().click();
  await expect(here.getByRole('heading', { level: 1 })).toHaveText(who('head').name);
  const record = new URL(here.url());

  // For the officer of another commune this person does not exist.
  const elsewhere = await as(officers.elsewhere('head'));
  const answer = await elsewhere.goto(record.pathname + record.search);
  expect(answer?.status()).toBe(404);
  await elsewhere.goto('/register');
  await elsewhere.getByLabel(say('web-register-text'), { exact: true }).fill(who('head').login);
  await elsewhere.getByLabel(say('web-purpose')).selectOption({ index: 1 });
  await button(elsewhere.getByRole('search'), 'web-search').click();
  await expect(elsewhere.getByText(who('head').name)).toHaveCount(0);
});

test('closed dossiers have a tab, where it is chosen how they ended', async ({ as }) => {
  const officer = await as('counter');
  await officer.goto('/counter');
  await officer.getByRole('link', { name: say('web-counter-closed'), exact: true }).click();
  await expect(officer.getByText(say('web-counter-closed-lead'))).toBeVisible();
  await look(officer, 'counter-closed');
  await officer.getByRole('combobox', { name: say('web-state') }).selectOption('withdrawn');
  await button(officer.getByRole('search'), 'web-search').click();
  await expect(officer).toHaveURL(/state=withdrawn/);
  await expect(officer.getByRole('checkbox', { name: say('web-counter-late') })).toHaveCount(0);
});
