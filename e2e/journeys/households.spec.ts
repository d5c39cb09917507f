// Households at the register desk: split and merged, somebody away for long, a term renewed, and the lists of what is due.
import type { Page } from '@playwright/test';
import { button, expect, expectDone, inDays, look, test, typeDate } from '../support/fixtures.ts';
import { tamper } from '../support/database.ts';
import { age, boxOf, member, openFor, openHistory, openHousehold, openRecord, stateGround, takeHousehold } from '../support/register.ts';
import { say } from '../support/words.ts';

const iso = (days: number): string => inDays(days).toISOString().slice(0, 10);

const act = async (officer: Page, name: string): Promise<void> => officer.getByRole('main').getByRole('link', { name: say(name), exact: true }).click();

/** A list of what is due. */
async function openDue(officer: Page, list: string): Promise<void> {
  await openFor(officer, '/register/due', 'web-due-title');
  await officer.getByRole('main').getByRole('navigation', { name: say('web-due-title') }).getByRole('link', { name: say(list) }).click();
}

test('a grown-up child founds a household of their own at the same address, and comes back', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const grownUp = (one: { relation: string; marital: string; kind: string } & Parameters<typeof age>[0]): boolean => one.relation === 'child' && one.marital === 'single' && age(one) >= 18 && one.kind === 'permanent';
  const home = takeHousehold(info.project.name, who('counter').unit, (members) => members.length >= 3 && members.some(grownUp) && members.every((one) => one.birth.length === 10));
  const [head, child] = [member(home, 'head'), home.members.find(grownUp)];
  if (!child) throw new Error('the child is gone');
  const officer = await as('counter');

  await openRecord(officer, child);
  await openHousehold(officer);
  await look(officer, 'household-tree');
  await act(officer, 'web-split-title');
  // Whoever forms a household is named, and so is its head.
  await stateGround(officer, 'Đơn đề nghị tách hộ');
  await button(officer, 'web-split-title').click();
  await expect(officer.getByRole('alert').first()).toBeVisible();
  await look(officer, 'split');
  await boxOf(officer, child).selectOption('head');
  await button(officer, 'web-split-title').click();
  await expectDone(officer, 'web-done-household-split');
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(say('web-register-household-of', { name: child.name }));
  await expect(officer.getByRole('main').getByRole('link', { name: head.name, exact: true })).toHaveCount(0);
  await expect((await openHistory(officer)).filter({ hasText: say('web-change-split') }).first()).toContainText('Đơn đề nghị tách hộ');
  await look(officer, 'household-history');

  await openRecord(officer, child);
  await openHousehold(officer);
  await act(officer, 'web-merge-title');
  await officer.getByRole('combobox', { name: say('web-merge-into'), exact: true }).selectOption({ label: say('web-register-household-of', { name: head.name }) });
  await boxOf(officer, child).selectOption('child');
  await stateGround(officer, 'Đơn đề nghị nhập hộ');
  await look(officer, 'merge');
  await button(officer, 'web-merge-title').click();
  await expectDone(officer, 'web-done-households-merged');
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(say('web-register-household-of', { name: head.name }));
  await expect(officer.getByRole('main').getByRole('link', { name: child.name, exact: true })).toBeVisible();
});

test('an absence is declared, becomes due and ends', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const home = takeHousehold(info.project.name, who('counter').unit, (members) => members.some((one) => one.relation === 'head' && one.kind === 'permanent' && one.since < iso(-60)));
  const away = member(home, 'head');
  const officer = await as('counter');

  await openRecord(officer, away);
  await act(officer, 'web-absence-act');
  await typeDate(officer, 'web-absence-from', inDays(-40));
  await typeDate(officer, 'web-absence-until', inDays(-3));
  await officer.getByLabel(say('web-fact-place'), { exact: true }).fill('Thành phố Đà Nẵng');
  await look(officer, 'absence');
  // Why somebody is away is missing yet.
  await button(officer, 'web-absence-title').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('web-required-answer'));
  await officer.getByLabel(say('web-fact-why'), { exact: true }).fill('Đi công trình');
  await button(officer, 'web-absence-title').click();
  await expectDone(officer, 'web-done-absence-declared');

  await openDue(officer, 'web-due-absence-over');
  const row = officer.getByRole('row').filter({ hasText: away.name });
  await expect(row).toBeVisible();
  await look(officer, 'due-absence');
  await row.getByRole('link').first().click();
  await act(officer, 'web-absence-act');
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(say('web-absence-back-title'));
  await look(officer, 'absence-back');
  await button(officer, 'web-absence-back-title').click();
  await expectDone(officer, 'web-done-absence-ended');
  await openDue(officer, 'web-due-absence-over');
  await expect(officer.getByRole('row').filter({ hasText: away.name })).toHaveCount(0);
});

test('a temporary residence is renewed in its last days, not before', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const home = takeHousehold(project, who('counter').unit, (members) => members.some((one) => one.relation === 'head' && one.kind === 'temporary'));
  const lodger = member(home, 'head');
  const officer = await as('counter');
  const renew = async (): Promise<void> => {
    await openRecord(officer, lodger);
    await act(officer, 'web-renew-title');
    await typeDate(officer, 'web-renew-until', inDays(360));
    await stateGround(officer, 'Tờ khai CT01');
    await button(officer, 'web-renew-title').click();
  };

  // Months before its end.
  await renew();
  await expect(officer.getByRole('alert').first()).toBeVisible();
  await look(officer, 'renew-early');

  // Waiting takes months, so the term is moved by hand.
  tamper(project, `UPDATE residence SET expires_on = '${iso(10)}' WHERE kind = 'temporary' AND ended_on IS NULL AND person = (SELECT id FROM person WHERE number = '${lodger.number}')`);
  await openDue(officer, 'web-due-expiring');
  await expect(officer.getByRole('row').filter({ hasText: lodger.name })).toBeVisible();
  await look(officer, 'due-expiring');
  await renew();
  await expectDone(officer, 'web-done-term-renewed');
  await expect((await openHistory(officer)).filter({ hasText: say('web-change-renewed') }).first()).toContainText('Tờ khai CT01');
});
