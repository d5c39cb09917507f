// A population officer finds what the review found, mends a record, and says of another that it is no error; a leader confirms.
import { button, expect, look, test } from '../support/fixtures.ts';
import { say } from '../support/words.ts';

test('a case of the review is taken, called no error, and confirmed by a second officer', async ({ as }) => {
  test.setTimeout(120_000);
  const officer = await as('counter');
  await officer.goto('/quality');
  await expect(officer.getByRole('heading', { level: 1, name: say('web-place-quality') })).toBeVisible();
  await look(officer, 'quality-list');

  // Narrowed to partial birth dates, which every commune has.
  await officer.getByLabel(say('web-quality-rule')).selectOption('birth-partial');
  await officer.getByRole('search').getByRole('button', { name: say('web-search') }).click();
  const row = officer.getByRole('row').filter({ hasText: say('quality-rule-birth-partial') }).first();
  await row.getByRole('link').first().click();
  await expect(officer.getByText(say('quality-remedy-birth-partial'))).toBeVisible();
  await look(officer, 'quality-case');
  const address = officer.url();

  await button(officer, 'web-quality-do-take').click();
  await expect(officer.getByText(say('quality-state-assigned')).first()).toBeVisible();

  // The rule still finds it, so it cannot be called mended.
  await officer.getByLabel(say('web-quality-said')).nth(1).fill('GKS 12/1962');
  await officer.getByLabel(say('web-quality-evidence')).first().selectOption('birth-certificate');
  await button(officer, 'web-quality-do-correct').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('quality-error-still-found'));

  // A proof says which paper it is.
  await officer.getByLabel(say('web-quality-ground')).selectOption('cannot-be-known');
  await officer.getByLabel(say('web-quality-evidence')).last().selectOption('visit-form');
  await officer.getByLabel(say('web-quality-said')).last().fill('');
  await button(officer, 'web-quality-do-refute').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('quality-error-said-missing'));
  await officer.getByLabel(say('web-quality-said')).last().fill('PXM 7/2026');
  await button(officer, 'web-quality-do-refute').click();
  await expect(officer.getByText(say('quality-state-refuted')).first()).toBeVisible();
  await expect(officer.getByText(say('web-quality-own'))).toBeVisible();

  const leader = await as('approver');
  await leader.goto(new URL(address).pathname);
  await button(leader, 'web-quality-do-agree').click();
  await expect(leader.getByText(say('quality-state-dismissed')).first()).toBeVisible();
  await expect(leader.getByText('PXM 7/2026')).toBeVisible();
});

test('the scoreboard leads from a number to its rows', async ({ as }) => {
  const officer = await as('counter');
  await officer.goto('/quality/board');
  await expect(officer.getByText(say('web-quality-complete-share')).first()).toBeVisible();
  await look(officer, 'quality-board');
  const line = officer.getByRole('row').filter({ hasText: say('quality-rule-birth-partial') });
  await line.getByRole('link').first().click();
  await expect(officer.getByLabel(say('web-quality-rule'))).toHaveValue('birth-partial');
  await expect(officer.getByRole('row').filter({ hasText: say('quality-rule-birth-partial') }).first()).toBeVisible();
});

test('a committee sees the figures and not the people', async ({ as }) => {
  const member = await as('steering');
  await member.goto('/quality/board');
  await expect(member.getByText(say('web-quality-clean-share')).first()).toBeVisible();
  const answer = await member.goto('/quality');
  expect(answer?.status()).toBe(403);
});
