// The head of a household moves out: whoever decides names the next head among those who stay.
import { act, button, expect, openInQueue, review, send, test, unfolding } from '../support/fixtures.ts';
import { like, say } from '../support/words.ts';

test('a household that its head leaves gets a new one with the decision', async ({ as, again, who, officer: officers }) => {
  test.setTimeout(180_000);
  // A session of their own: the tests of factors give the other one up.
  const leaver = await again('host');
  const unit = who('approver').unit;

  // Out alone, into a home of their own; the others stay behind.
  await leaver.goto('/apply/permanent-residence');
  await leaver.getByLabel(say('form-joining-new')).check();
  await leaver.getByLabel(say('form-target-unit')).selectOption(unit);
  await leaver.getByLabel(say('form-target-address')).fill('Số 21 ngõ 3 phố Thử Nghiệm');
  await leaver.getByLabel(say('form-dwelling'), { exact: true }).selectOption('own');
  await leaver.getByLabel(say('form-declared-true')).check();
  await review(leaver);
  const code = await send(leaver);

  const officer = await as('counter');
  await openInQueue(officer, code);
  await act(officer, 'receive', 'web-done-received', async (part) => {
    await part.getByRole('combobox').selectOption('original');
  });
  await act(officer, 'forward', 'web-done-forwarded', async (part) => {
    await part.locator('textarea').fill('Đủ điều kiện');
  });
  // Who cannot grant sees no names of people elsewhere.
  await expect(officer.getByRole('group', { name: like('web-act-head') })).toHaveCount(0);

  const approver = await as('approver');
  await openInQueue(approver, code);
  const decision = unfolding(approver, 'grant');
  await decision.locator('summary').click();
  const heads = decision.getByRole('group', { name: like('web-act-head') });
  await expect(heads).toBeVisible();

  // Without a choice nothing is decided: the form comes back open, and says what is missing on top and at the question.
  await button(decision, 'web-act-grant').click();
  await expect(approver.getByRole('alert').filter({ hasText: say('register-error-new-head-needed') })).toBeVisible();
  await expect(heads.getByText(say('web-act-head-missing'))).toBeVisible();

  // One is chosen by keyboard.
  const address = (await heads.locator('legend').innerText()).trim().slice(say('web-act-head', { address: '' }).length);
  const next = heads.getByRole('radio').first();
  const name = (await heads.locator('label').first().locator('span').innerText()).trim();
  await next.focus();
  await approver.keyboard.press('Space');
  await expect(next).toBeChecked();
  await button(decision, 'web-act-grant').focus();
  await approver.keyboard.press('Enter');
  await expect(approver.getByRole('status').filter({ hasText: say('web-done-granted') })).toBeVisible();

  // The one who left has a household of their own.
  await leaver.goto('/me/household');
  await expect(leaver.getByRole('main').getByText('Số 21 ngõ 3 phố Thử Nghiệm').first()).toBeVisible();
  await expect(leaver.getByRole('main').getByText(name)).toHaveCount(0);

  // The desk of the old commune finds the others under their new head.
  const elsewhere = await as(officers.where('host'));
  await elsewhere.goto('/register');
  await elsewhere.getByLabel(say('web-purpose')).selectOption({ index: 1 });
  await elsewhere.getByLabel(say('web-register-text'), { exact: true }).fill(name);
  await button(elsewhere.getByRole('search'), 'web-search').click();
  const found = elsewhere.getByRole('row').filter({ hasText: address });
  await found.getByRole('link', { name, exact: true }).first().click();
  await elsewhere.getByRole('main').getByRole('link', { name: like('web-register-household-number') }).first().click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText(say('web-register-household-of', { name }));
});
