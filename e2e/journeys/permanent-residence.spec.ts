// Joining a household elsewhere: its head agrees in their own account, and a second officer at another desk decides.
import { act, button, expect, openInQueue, reloadUntil, review, send, test } from '../support/fixtures.ts';
import { say } from '../support/words.ts';

test('moving into a household takes its head and two officers', async ({ as, who }) => {
  test.setTimeout(120_000);
  // The demo's approver works where the one who lives alone does: a grown-up child joins that household.
  const newcomer = await as('child');
  const head = await as('single');
  const unit = who('single').unit;
  expect(unit).toBe(who('approver').unit);

  await newcomer.goto('/apply/permanent-residence');
  await newcomer.getByLabel(say('form-joining-existing')).check();
  await newcomer.getByLabel(say('form-head-number'), { exact: true }).fill(who('single').login);
  await newcomer.getByLabel(say('form-head-name')).fill(who('single').name);
  await newcomer.getByLabel(say('form-relation')).selectOption('non-relative');
  await newcomer.getByLabel(say('form-target-unit')).selectOption(unit);
  await newcomer.getByLabel(say('form-target-address')).fill('Nhà chủ hộ');
  await newcomer.getByLabel(say('form-declared-true')).check();
  await review(newcomer);
  await expect(newcomer.getByText(say('web-service-consent'))).toBeVisible();
  const code = await send(newcomer);
  const dossier = newcomer.url();
  await expect(newcomer.getByText(say('web-dossier-consent-awaited'))).toBeVisible();

  // Before the head agreed, the counter cannot take it in.
  const officer = await as('counter');
  await openInQueue(officer, code);
  await expect(officer.getByText(say('web-counter-consent-note'))).toBeVisible();

  await head.goto('/me/consents');
  const request = head.locator('section').filter({ hasText: who('child').name });
  await button(request, 'web-consent-agree').click();
  await expect(head.getByRole('status').filter({ hasText: say('web-done-consent-given') })).toBeVisible();

  await officer.reload();
  await act(officer, 'receive', 'web-done-received');
  await act(officer, 'forward', 'web-done-forwarded', async (part) => {
    await part.locator('textarea').fill('Đủ điều kiện');
  });

  const approver = await as('approver');
  await openInQueue(approver, code);
  await act(approver, 'grant', 'web-done-granted');

  await newcomer.goto(dossier);
  const paper = newcomer.getByRole('listitem').filter({ hasText: say('papers-kind-ct08') });
  await reloadUntil(newcomer, paper.getByRole('link', { name: say('web-paper-open') }));

  // Both sides see it: the newcomer in the household, the head a larger one.
  await newcomer.goto('/me/household');
  await expect(newcomer.getByRole('main').getByText(who('single').name).first()).toBeVisible();
  await head.goto('/me/household');
  await expect(head.getByRole('main').getByText(who('child').name).first()).toBeVisible();
});
