// Systems of other agencies are let in by the admin; the open figures are for everybody.
import { request } from '@playwright/test';
import { button, expect, expectDone, look, proving, reloadUntil, test } from '../support/fixtures.ts';
import { rows } from '../support/database.ts';
import { say } from '../support/words.ts';

test('a system gets a key that is shown once, asks within its quota, and is shut out', async ({ as, who, baseURL }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const admin = await as('admin');
  const name = `Trường học ${project}`;
  await admin.goto('/admin/clients');
  await button(admin, 'web-client-add').click();
  await expect(admin.getByRole('alert').first()).toContainText(say('web-required-answer'));
  await look(admin, 'clients-missing');
  await proving(admin, project, 'admin', async () => {
    await admin.goto('/admin/clients');
    await admin.getByLabel(say('web-client-name'), { exact: true }).fill(name);
    await admin.getByLabel(say('web-client-agency'), { exact: true }).fill('Sở Giáo dục và Đào tạo');
    await admin.getByRole('combobox', { name: say('web-unit'), exact: true }).selectOption('01');
    await admin.getByRole('checkbox', { name: say('purpose-verify-identity') }).check();
    await admin.getByLabel(say('web-client-a-minute'), { exact: true }).fill('60');
    await admin.getByLabel(say('web-client-a-day'), { exact: true }).fill('2');
    await button(admin, 'web-client-add').click();
    await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  });
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(say('web-client-key'));
  const key = (await admin.locator('#key').innerText()).trim();
  await look(admin, 'client-key');

  // It asks, twice a day at most.
  const system = await request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { authorization: `Bearer ${key}`, 'x-purpose': 'verify-identity' } });
  const person = who('head');
  const [[birth = ''] = []] = rows(project, `SELECT birth FROM person WHERE number = '${person.login}'`);
  const confirm = (claim: object) => system.post('/api/v1/exchange/confirm', { data: { number: person.login, name: person.name, birth, ...claim } });
  const yes = await confirm({});
  expect(yes.status()).toBe(200);
  expect(await yes.json()).toEqual({ matches: true });
  expect(await (await confirm({ name: 'Người Khác Hẳn' })).json()).toEqual({ matches: false });
  const spent = await confirm({});
  expect(spent.status()).toBe(429);
  expect(spent.headers()['content-type']).toContain('application/problem+json');

  // The key is not shown again; what it asked is counted, and the person reads it.
  await admin.getByRole('link', { name: say('web-client-onward') }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(admin.getByText(key)).toHaveCount(0);
  await look(admin, 'client');
  const resident = await as('head');
  await resident.goto('/me/access');
  await expect(resident.getByRole('listitem').filter({ hasText: 'Sở Giáo dục và Đào tạo' }).first()).toBeVisible();

  const page = admin.url();
  await proving(admin, project, 'admin', async () => {
    await admin.goto(page);
    await button(admin, 'web-client-revoke').click();
    await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  });
  await expectDone(admin, 'web-done-client-revoked');
  await expect(admin.getByText(say('web-client-revoked'), { exact: true })).toBeVisible();
  expect((await confirm({})).status()).toBe(401);
  await system.dispose();
  await admin.goto('/admin/clients');
  await look(admin, 'clients');
});

test('the admin sees how units change', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/admin/reform');
  await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  await look(admin, 'reform');
});

test('everybody reads how many people live where, and takes the figures along', async ({ as }) => {
  const passer = await as('public');
  await passer.goto('/open/population');
  await reloadUntil(passer, passer.getByRole('link', { name: say('web-population-file') }));
  await expect(passer.getByText(say('web-population-people')).first()).toBeVisible();
  await look(passer, 'population');
  const href = await passer.getByRole('link', { name: say('web-population-file') }).first().getAttribute('href');
  const answer = await passer.request.get(href ?? '');
  expect(answer.headers()['content-type']).toContain('text/csv');
  expect((await answer.text()).split('\n').length).toBeGreaterThan(100);
});
