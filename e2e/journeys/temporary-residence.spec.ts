// The whole way of one request: a resident files, the commune decides, the register changes, a paper is sealed, and everybody
// sees their part of it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { act, button, expect, inDays, openInQueue, reloadUntil, review, send, test, typeDate } from '../support/fixtures.ts';
import { like, say } from '../support/words.ts';

const address = 'Số 7 ngõ 12 phố Thử Nghiệm';

/** From the catalogue to the sent dossier; answers its code. */
async function file(resident: Page, commune: string): Promise<string> {
  await resident.goto('/services/temporary-residence');
  await resident.getByRole('link', { name: say('web-service-apply'), exact: true }).click();
  await expect(resident.getByText(say('web-form-known'))).toBeVisible();

  await resident.getByLabel(say('form-target-unit')).selectOption(commune);
  await resident.getByLabel(say('form-target-address')).fill(address);
  await resident.getByLabel(say('form-dwelling'), { exact: true }).selectOption('own');
  await typeDate(resident, 'form-from-date', inDays(1));
  await typeDate(resident, 'form-until-date', inDays(200));
  await resident.getByLabel(say('form-declared-true')).check();
  await review(resident);
  await expect(resident.getByText(address)).toBeVisible();
  return send(resident);
}

/** The number on a tile of the dashboard. */
async function tile(page: Page, message: string): Promise<number> {
  const text = await page.locator('.stat').filter({ hasText: say(message) }).locator('.stat-value').innerText();
  return Number(text.replaceAll(/\D/g, ''));
}

test('a resident moves for a while, and every desk sees its part', async ({ as, who, officer: officers }, info) => {
  test.setTimeout(120_000);
  // Temporary residence is for another commune than the permanent one: take the officer who works elsewhere.
  const resident = await as('single');
  const officerPart = officers.elsewhere('single');
  const commune = who(officerPart).unit;
  const steering = await as('steering');
  await steering.goto('/steering');
  const before = await tile(steering, 'steering-figure-filed');

  const code = await file(resident, commune);
  const dossier = resident.url();

  // Anybody with the code and its key can follow it, and learns no name.
  const passer = await as('public');
  const key = (await resident.getByText(like('web-dossier-secret')).innerText()).split(':').at(-1)?.trim() ?? '';
  await passer.goto('/track');
  await passer.getByLabel(say('web-track-code'), { exact: true }).fill(code);
  await passer.getByLabel(say('web-track-secret')).fill(key);
  await button(passer.getByRole('main'), 'web-home-track-do').click();
  await expect(passer.getByText(say('web-dossier-state-new'), { exact: true })).toBeVisible();
  await expect(passer.getByText(who('single').name)).toHaveCount(0);

  // The commune's officer receives it and decides.
  const officer = await as(officerPart);
  await openInQueue(officer, code);
  await act(officer, 'receive', 'web-done-received');
  await act(officer, 'grant', 'web-done-granted');

  // The register has changed.
  await resident.goto('/me/record');
  await expect(resident.getByText(address)).toBeVisible();

  // The paper is printed in the background, and other programs can read it.
  await resident.goto(dossier);
  const result = resident.getByRole('listitem').filter({ hasText: say('papers-kind-ct08') });
  await reloadUntil(resident, result.getByRole('link', { name: say('web-paper-open') }));
  const href = await result.getByRole('link', { name: say('web-paper-open') }).getAttribute('href');
  const pdf = await (await resident.request.get(href ?? '')).body();
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const paper = info.outputPath('paper.pdf');
  writeFileSync(paper, pdf);
  execFileSync('qpdf', ['--check', paper], { stdio: 'ignore' });
  const text = execFileSync('pdftotext', ['-layout', paper, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(text).toContain(who('single').name);

  // Anybody can check it, by its code and by its file; neither says whose it is.
  const paperCode = (await result.locator('small').innerText()).trim();
  await passer.goto(`/verify/${paperCode}`);
  await expect(passer.getByRole('heading', { name: say('web-verify-genuine') })).toBeVisible();
  await expect(passer.getByText(who('single').name)).toHaveCount(0);
  await passer.goto('/verify');
  await passer.getByLabel(say('web-verify-file'), { exact: true }).setInputFiles(paper);
  await button(passer, 'web-verify-file-do').click();
  await expect(passer.getByRole('heading', { name: say('web-verify-genuine') })).toBeVisible();

  // The result is handed over.
  await act(officer, 'return-result', 'web-done-returned');

  // The resident reads who looked, from which office, for which dossier.
  await resident.goto('/me/access');
  const look = resident.getByRole('listitem').filter({ hasText: who(officerPart).unit_name }).filter({ has: resident.getByRole('link', { name: say('web-access-dossier') }) });
  await expect(look.first()).toBeVisible();

  // The message came, and the city counts one more.
  await resident.goto('/me/inbox');
  await expect(resident.getByText(code).first()).toBeVisible();
  await expect(async () => {
    await steering.goto('/steering');
    expect(await tile(steering, 'steering-figure-filed')).toBeGreaterThan(before);
  }).toPass({ timeout: 30_000 });
});
