// A citizen says that a fact of the own record is wrong; the commune corrects it in the act that answers; the citizen reads it.
import { button, expect, test } from '../support/fixtures.ts';
import { like, say } from '../support/words.ts';

test('a mistake that a citizen reports is corrected and answered', async ({ as, who, officer: officers }) => {
  test.setTimeout(120_000);
  const resident = await as('head');
  await resident.goto('/me/record');
  await resident.getByRole('main').getByRole('link', { name: say('web-report-title') }).click();
  // Without an answer nothing is sent.
  await button(resident, 'web-report-send').click();
  await expect(resident.getByRole('alert').first()).toContainText(say('web-required-answer'));
  await resident.getByLabel(say('web-report-fact')).selectOption('phone');
  await resident.getByLabel(say('web-report-said')).fill('0911333444');
  await button(resident, 'web-report-send').click();
  await expect(resident.getByRole('status').filter({ hasText: say('web-done-mistake-reported') })).toBeVisible();
  await expect(resident.getByText(say('web-notice-state-open')).first()).toBeVisible();

  const officer = await as(officers.where('head'));
  await officer.goto('/register/notices');
  const row = officer.getByRole('row').filter({ hasText: say('web-notice-citizen-report') }).filter({ hasText: who('head').name });
  await row.getByRole('link').first().click();
  await expect(officer.getByText('0911333444')).toBeVisible();
  await officer.getByRole('main').getByRole('link', { name: say('web-notice-correct') }).click();
  await officer.getByRole('textbox', { name: say('web-phone') }).fill('0911333444');
  await button(officer, 'web-register-correct-save').click();
  await expect(officer.getByRole('status').filter({ hasText: say('web-done-notice-confirmed') })).toBeVisible();
  await expect(officer.getByText(say('web-notice-state-confirmed')).first()).toBeVisible();

  await resident.goto('/me/record/mistake');
  await expect(resident.getByText(say('web-report-step-confirmed')).first()).toBeVisible();
  await resident.goto('/me/inbox');
  await expect(resident.getByText(like('inbox-report-confirmed')).first()).toBeVisible();
});
