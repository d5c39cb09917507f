// Takes the README's pictures at the width of a phone:  make docs-pictures
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { act, button, expect, expectDone, inDays, openInQueue, reloadUntil, review, send, test, typeDate, unfolding } from '../support/fixtures.ts';
import { tamper } from '../support/database.ts';
import { age, openFor, openHistory, openHousehold, openRecord, stateGround, takeHousehold } from '../support/register.ts';
import { say } from '../support/words.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs/pictures');
const PICTURE_BYTES_MAX = 150_000;

/** One screen of a phone, from `from` downwards when it is named. */
async function take(page: Page, name: string, from?: string): Promise<void> {
  await page.evaluate((selector) => {
    // Notes of what was just done would be in every second picture.
    for (const note of document.querySelectorAll('.toast')) note.remove();
    const place = selector ? document.querySelector(selector) : undefined;
    window.scrollTo(0, place ? place.getBoundingClientRect().top + window.scrollY - 70 : 0);
  }, from);
  await page.waitForTimeout(300);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  shrink(name, path);
}

function shrink(name: string, path: string): void {
  // 256 colours are enough for a page, and a third of the bytes.
  execFileSync('pngquant', ['--force', '--ext', '.png', '--speed', '1', '256', path]);
  expect(statSync(path).size, name).toBeLessThan(PICTURE_BYTES_MAX);
}

/** The first page of a PDF, as wide as the pictures of the phone. */
function print(name: string, pdf: Buffer, scratch: string): void {
  const path = join(folder, name);
  writeFileSync(scratch, pdf);
  execFileSync('pdftoppm', ['-png', '-singlefile', '-scale-to-x', '540', '-scale-to-y', '-1', scratch, path]);
  shrink(name, `${path}.png`);
}

test('the journey of one request, step by step', async ({ as, who, officer: officers }, info) => {
  test.setTimeout(180_000);
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) rmSync(join(folder, old));
  const officerPart = officers.elsewhere('single');

  const passer = await as('public');
  await passer.goto('/');
  await take(passer, '01-home');

  const resident = await as('single');
  await resident.goto('/me');
  await take(resident, '02-my-page');
  await resident.goto('/apply/temporary-residence');
  await take(resident, '03-known-already', 'main form');
  await resident.getByLabel(say('form-target-unit')).selectOption(who(officerPart).unit);
  await resident.getByLabel(say('form-target-address')).fill('Số 7 ngõ 12 phố Mẫu');
  await resident.getByLabel(say('form-dwelling'), { exact: true }).selectOption('own');
  await typeDate(resident, 'form-from-date', inDays(1));
  await typeDate(resident, 'form-until-date', inDays(200));
  await resident.getByLabel(say('form-declared-true')).check();
  await take(resident, '04-what-is-asked', 'main form section:nth-of-type(2)');
  await review(resident);
  await take(resident, '05-last-look');
  const code = await send(resident);
  const dossier = resident.url();
  await take(resident, '06-filed');

  const officer = await as(officerPart);
  await officer.goto('/counter');
  await take(officer, '07-work-list');
  await openInQueue(officer, code);
  await unfolding(officer, 'receive').locator('summary').click();
  await take(officer, '08-receive', '#acts');
  await unfolding(officer, 'receive').locator('summary').click();
  await act(officer, 'receive', 'web-done-received');
  await unfolding(officer, 'grant').locator('summary').click();
  await take(officer, '09-decide', '#acts');
  await unfolding(officer, 'grant').locator('summary').click();
  await act(officer, 'grant', 'web-done-granted');

  await resident.goto('/me/record');
  await take(resident, '10-register-changed', 'main section:nth-of-type(2)');
  await resident.goto(dossier);
  const paper = resident.getByRole('listitem').filter({ hasText: say('papers-kind-ct08') });
  await reloadUntil(resident, paper.getByRole('link', { name: say('web-paper-open') }));
  await take(resident, '11-paper', '#papers');
  const href = await paper.getByRole('link', { name: say('web-paper-open') }).getAttribute('href');
  print('12-paper-itself', await (await resident.request.get(href ?? '')).body(), info.outputPath('paper.pdf'));
  const paperCode = (await paper.locator('small').innerText()).trim();
  await passer.goto(`/verify/${paperCode}`);
  await take(passer, '13-verified');
  await resident.goto('/me/access');
  await take(resident, '14-who-looked');

  const steering = await as('steering');
  await steering.goto('/steering');
  await take(steering, '15-dashboard', '.stats');
});

test('the register on the phone of an officer', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const home = takeHousehold(info.project.name, who('counter').unit, (members) =>
    members.length >= 5 && members.some((one) => one.relation === 'head' && one.sex === 'female' && age(one) < 60) && members.every((one) => one.kind === 'permanent'));
  const head = home.members.find((one) => one.relation === 'head');
  if (!head) throw new Error('nobody heads the household');
  const officer = await as('counter');

  await officer.goto('/register');
  await officer.getByLabel(say('web-purpose')).selectOption('register-upkeep');
  await officer.getByLabel(say('web-register-text'), { exact: true }).fill(head.number);
  await button(officer.getByRole('search'), 'web-search').click();
  await take(officer, '21-register-search', 'main form');
  await openRecord(officer, head);
  await take(officer, '22-register-person');
  await take(officer, '23-register-family', '[aria-labelledby=family]');
  await officer.getByRole('link', { name: `${say('web-change')} ${say('web-register-group-contact')}` }).click();
  await officer.getByRole('textbox', { name: say('web-phone') }).fill('0912345678');
  await stateGround(officer, 'Người dân báo số mới', 'Căn cước');
  await button(officer, 'web-register-correct-save').click();
  await expectDone(officer, 'web-done-person-corrected');
  await openHistory(officer);
  await take(officer, '24-register-history', 'main .card');
  await openRecord(officer, head);
  await openHousehold(officer);
  await take(officer, '25-register-household', '.kin');
  // Waiting for terms to end takes months.
  const soon = inDays(9).toISOString().slice(0, 10);
  tamper(info.project.name, `UPDATE residence SET expires_on = '${soon}' WHERE kind = 'temporary' AND ended_on IS NULL AND person IN (SELECT id FROM person WHERE unit = '${who('counter').unit}' ORDER BY id LIMIT 60)`);
  await openFor(officer, '/register/due', 'web-due-title');
  await take(officer, '26-register-due', '.tabs');

  const passer = await as('public');
  await passer.goto('/open/population');
  await reloadUntil(passer, passer.locator('.stats'));
  await take(passer, '27-population', '.stats');
});
