// Joining a household elsewhere: its head agrees in their own account, and a second officer at another desk decides.
import { act, button, expect, openInQueue, reloadUntil, review, send, test } from '../support/fixtures.ts';
import { say } from '../support/words.ts';

test('moving into a household takes its head and two officers', async ({ as, who }) => {
  test.setTimeout(120_000);
  // The newcomer lives in the host's commune afterwards, so the officers are the host's. The demo's officers work in the
  // commune of the child: the host of this journey is the head there, the newcomer comes from elsewhere.
  const newcomer = await as('host');
  const head = await as('head');
  const unit = who('head').unit;
  expect(unit).toBe(who('counter').unit);

  await newcomer.goto('/apply/permanent-residence');
  await newcomer.getByLabel(say('form-joining-existing')).check();
  await newcomer.getByLabel(say('form-head-number'), { exact: true }).fill(who('head').login);
  await newcomer.getByLabel(say('form-head-name')).fill(who('head').name);
  await newcomer.getByLabel(say('form-relation')).selectOption('sibling');
  await newcomer.getByLabel(say('form-target-unit')).selectOption(unit);
  await newcomer.getByLabel(say('form-target-address')).fill('Nhà chủ hộ');
  for (const member of await newcomer.locator('input[name="members"]').all()) await member.check();
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
  const request = head.locator('section').filter({ hasText: who('host').name });
  await button(request, 'web-consent-agree').click();
  await expect(head.getByRole('status').filter({ hasText: say('web-done-consent-given') })).toBeVisible();

  await officer.reload();
  await act(officer, 'web-act-receive', 'web-done-received');
  await act(officer, 'web-act-forward', 'web-done-forwarded', async (part) => {
    await part.locator('textarea').fill('Đủ điều kiện');
  });

  const approver = await as('approver');
  await openInQueue(approver, code);
  await act(approver, 'web-act-grant', 'web-done-granted');

  await newcomer.goto(dossier);
  const paper = newcomer.getByRole('listitem').filter({ hasText: say('papers-kind-ct08') });
  await reloadUntil(newcomer, paper.getByRole('link', { name: say('web-paper-open') }));

  // Both sides see it: the newcomer in the household, the head a larger one.
  await newcomer.goto('/me/household');
  await expect(newcomer.getByRole('main').getByText(who('head').name).first()).toBeVisible();
  await head.goto('/me/household');
  await expect(head.getByRole('main').getByText(who('host').name).first()).toBeVisible();
});
