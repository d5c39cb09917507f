// The register desk by keyboard: a search with a purpose, the person, the household, its history, and a fact put right.
import type { Page } from '@playwright/test';
import { button, expect, tabTo, test } from '../support/fixtures.ts';
import { like, say } from '../support/words.ts';

async function follow(page: Page, name: string | RegExp): Promise<void> {
  const link = page.getByRole('main').getByRole('link', { name, exact: typeof name === 'string' }).first();
  await tabTo(page, link);
  await page.keyboard.press('Enter');
}

test('an officer goes from a search to the household and its history, and the person sees why', async ({ as, who, officer: officers }) => {
  test.setTimeout(120_000);
  const name = who('head').name;
  const officer = await as(officers.where('head'));
  await officer.goto('/register');

  // Nothing is searched without a purpose.
  const text = officer.getByLabel(say('web-register-text'), { exact: true });
  await tabTo(officer, text);
  await officer.keyboard.type(who('head').login);
  await officer.keyboard.press('Enter');
  await expect(officer.getByRole('alert').first()).toContainText(say('access-needs-purpose'));

  const why = officer.getByLabel(say('web-purpose'));
  await tabTo(officer, why);
  const said = (await why.locator('option').nth(1).innerText()).trim();
  await why.selectOption({ label: said });
  await tabTo(officer, text);
  await expect(text).toHaveValue(who('head').login);
  await officer.keyboard.press('Enter');
  await expect(officer.getByRole('row').filter({ hasText: name })).toBeVisible();
  await follow(officer, name);
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(officer.getByRole('main').getByText(said).first()).toBeVisible();

  // The household, named after its head, and what changed on it.
  await follow(officer, like('web-register-household-number'));
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(like('web-register-household-of'));
  await expect(officer.getByRole('main').getByRole('link', { name, exact: true })).toBeVisible();
  await follow(officer, say('web-register-history'));
  await expect(officer.getByRole('main').getByRole('listitem').first()).toBeVisible();

  // The resident reads who looked, and for what.
  const resident = await as('head');
  await resident.goto('/me/access');
  await expect(resident.getByRole('listitem').filter({ hasText: said }).first()).toBeVisible();
});

test('a fact is put right with its ground, and the history keeps both', async ({ as, who, officer: officers }) => {
  test.setTimeout(120_000);
  const officer = await as(officers.where('head'));
  await officer.goto('/register');
  await officer.getByLabel(say('web-purpose')).selectOption({ index: 1 });
  await officer.getByLabel(say('web-register-text'), { exact: true }).fill(who('head').login);
  await officer.keyboard.press('Enter');
  await follow(officer, who('head').name);
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(who('head').name);
  const record = officer.url();

  await officer.getByRole('link', { name: `${say('web-change')} ${say('web-register-group-contact')}` }).focus();
  await officer.keyboard.press('Enter');
  const phone = officer.getByRole('textbox', { name: say('web-phone') });
  await phone.fill('0911222333');
  // Without a ground nothing changes, and what was typed stays.
  await button(officer, 'web-register-correct-save').focus();
  await officer.keyboard.press('Enter');
  await expect(officer.getByRole('alert').first()).toContainText(say('web-required-answer'));
  await expect(phone).toHaveValue('0911222333');
  await officer.getByLabel(say('web-register-ground'), { exact: true }).fill('Người dân đề nghị tại quầy');
  await button(officer, 'web-register-correct-save').focus();
  await officer.keyboard.press('Enter');
  await expect(officer.getByRole('status').filter({ hasText: say('web-done-person-corrected') })).toBeVisible();
  await expect(officer.getByText('0911222333')).toBeVisible();

  await officer.goto(record);
  await officer.getByRole('main').getByRole('link', { name: say('web-register-history'), exact: true }).click();
  const change = officer.getByRole('listitem').filter({ hasText: 'Người dân đề nghị tại quầy' }).first();
  await expect(change).toContainText(say('web-change-corrected'));
  await expect(change).toContainText('0911222333');
});
