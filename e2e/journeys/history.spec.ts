// The register as it was, a change that is undone, and identity numbers in bulk.
import { button, expect, expectDone, inDays, look, proving, reloadUntil, test } from '../support/fixtures.ts';
import { member, openHistory, openRecord, stateGround, takeHousehold } from '../support/register.ts';
import { like, say } from '../support/words.ts';

test('a day of before shows the record as it was, and a change is undone by another', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const home = takeHousehold(info.project.name, who('counter').unit, (members) => members.some((one) => one.relation === 'head' && one.kind === 'permanent'));
  const head = member(home, 'head');
  const officer = await as('counter');
  const phone = '0988777666';

  await openRecord(officer, head);
  await officer.getByRole('link', { name: `${say('web-change')} ${say('web-register-group-contact')}` }).click();
  await officer.getByRole('textbox', { name: say('web-phone') }).fill(phone);
  await stateGround(officer, 'Người dân báo số mới');
  await button(officer, 'web-register-correct-save').click();
  await expectDone(officer, 'web-done-person-corrected');
  await expect(officer.getByText(phone)).toBeVisible();

  // Yesterday evening the number was not there yet, and nothing can be changed.
  await officer.getByLabel(say('web-moment-day')).fill(inDays(-1).toISOString().slice(0, 10));
  await button(officer, 'web-moment-go').click();
  await expect(officer.getByText(like('web-moment-shown'))).toBeVisible();
  await expect(officer.getByText(phone)).toHaveCount(0);
  await expect(officer.getByRole('link', { name: `${say('web-change')} ${say('web-register-group-contact')}` })).toHaveCount(0);
  await look(officer, 'as-of');
  await officer.getByRole('main').getByRole('link', { name: say('web-moment-now') }).first().click();
  await expect(officer.getByText(phone)).toBeVisible();
  await officer.getByRole('main').getByRole('link', { name: say('web-moment-commune') }).click();
  await expect(officer.getByRole('heading', { level: 1 })).toBeVisible();
  await look(officer, 'commune');

  await openRecord(officer, head);
  const change = (await openHistory(officer)).filter({ hasText: 'Người dân báo số mới' }).first();
  await look(officer, 'history');
  await change.getByRole('link', { name: say('web-reverse-open') }).click();
  // A change is undone on a ground and with evidence.
  await stateGround(officer, 'Ghi nhầm người');
  await button(officer, 'web-reverse-do').click();
  await expect(officer.getByRole('alert').first()).toContainText(say('web-required-answer'));
  await look(officer, 'reverse');
  await officer.getByLabel(say('web-register-evidence'), { exact: true }).fill('Biên bản ngày hôm nay');
  await button(officer, 'web-reverse-do').click();
  await expectDone(officer, 'web-done-change-reversed');
  await expect(officer.getByRole('main').getByRole('listitem').filter({ hasText: say('web-change-reversed') }).first()).toContainText('Ghi nhầm người');
  await openRecord(officer, head);
  await expect(officer.getByText(phone)).toHaveCount(0);
});

test('numbers are issued in bulk after a dry run', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const officer = await as('counter');
  await officer.goto('/register/numbers');
  await look(officer, 'numbers-none');
  for (const kind of ['dry-run', 'issue', 'check']) {
    await proving(officer, info.project.name, 'counter', async () => {
      await officer.goto('/register/numbers');
      await officer.getByRole('radio', { name: say(`web-run-${kind}`) }).check();
      await officer.getByRole('combobox', { name: say('web-unit'), exact: true }).selectOption(who('counter').unit);
      await button(officer, 'web-run-start').click();
      await expect(officer.getByRole('heading', { level: 1 })).toBeVisible();
    });
    await expectDone(officer, 'web-done-run-started');
    await reloadUntil(officer, officer.getByText(say('web-run-over'), { exact: true }));
    await look(officer, `numbers-${kind}`);
  }
  await officer.goto('/register/numbers');
  await expect(officer.getByRole('table').getByRole('row')).toHaveCount(4);
  await look(officer, 'numbers');
});
