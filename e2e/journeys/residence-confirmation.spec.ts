// A confirmation that needs something more: the officer asks once, for everything, and the clock stands meanwhile.
import { act, button, expect, openInQueue, reloadUntil, review, send, test, unfolding } from '../support/fixtures.ts';
import { say } from '../support/words.ts';

test('a confirmation waits for a supplement, then is granted as a paper', async ({ as, officer: officers }) => {
  test.setTimeout(120_000);
  const resident = await as('head');
  await resident.goto('/apply/residence-confirmation');
  await resident.getByLabel(say('form-confirmation-content-household')).check();
  await resident.getByLabel(say('form-confirmation-purpose')).fill('Nhập học cho con');
  await resident.getByLabel(say('form-declared-true')).check();

  // A draft waits, and is found again.
  await button(resident, 'web-form-save').click();
  await expect(resident.getByRole('status').filter({ hasText: say('web-done-draft-saved') })).toBeVisible();
  await resident.goto('/me/dossiers');
  await resident.getByRole('link', { name: say('web-me-draft-open') }).or(resident.locator('a[href^="/me/drafts/"]')).first().click();
  await expect(resident.getByLabel(say('form-confirmation-purpose'))).toHaveValue('Nhập học cho con');
  await review(resident);
  const code = await send(resident);
  const dossier = resident.url();

  const officer = await as(officers.where('head'));
  await openInQueue(officer, code);
  await act(officer, 'receive', 'web-done-received');
  await act(officer, 'request-supplement', 'web-done-supplement-asked', async (part) => {
    await part.locator('input[name="defect-1"]').fill('Bản chụp giấy khai sinh của con');
    await part.locator('input[name="defect-2"]').fill('Tên trường học');
  });

  await resident.goto(dossier);
  await resident.locator('a[href$="/supplement"]').click();
  await expect(resident.getByRole('listitem').filter({ hasText: 'Tên trường học' })).toBeVisible();
  await resident.getByLabel(say('form-confirmation-purpose')).fill('Nhập học cho con tại trường Mẫu');
  await button(resident, 'web-supplement-send').click();
  await expect(resident.getByRole('status').filter({ hasText: say('web-done-supplemented') })).toBeVisible();

  await officer.reload();
  await expect(officer.getByText('Nhập học cho con tại trường Mẫu').first()).toBeVisible();
  // Asked once: the act is not offered again.
  await expect(unfolding(officer, 'request-supplement')).toHaveCount(0);
  await act(officer, 'grant', 'web-done-granted');

  await resident.goto(dossier);
  const paper = resident.getByRole('listitem').filter({ hasText: say('papers-kind-ct07') });
  await reloadUntil(resident, paper.getByRole('link', { name: say('web-paper-open') }));
});
