// The keeper of the system: officials and their roles, work that failed, sessions. Forms only, so they work without scripts.
import { button, expect, proving, reloadUntil, tabTo, test } from '../support/fixtures.ts';
import { tamper } from '../support/database.ts';
import { say } from '../support/words.ts';

test('an official is appointed by keyboard, gets a role and loses it, and comes in with the code', async ({ as, who }, info) => {
  test.setTimeout(180_000);
  const project = info.project.name;
  const admin = await as('admin');
  const login = `moi.${project.replaceAll(/[^a-z]/g, '')}`;
  const name = 'Lê Thị Mới';

  // An empty form tells what is missing, and appoints nobody.
  await admin.goto('/admin/staff');
  await admin.getByRole('link', { name: say('web-admin-staff-add') }).focus();
  await admin.keyboard.press('Enter');
  await button(admin, 'web-admin-staff-appoint').focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('alert').first()).toContainText(say('web-required-answer'));

  await proving(admin, project, 'admin', async () => {
    await admin.goto('/admin/staff/new');
    await admin.getByLabel(say('web-full-name'), { exact: true }).focus();
    await admin.keyboard.type(name);
    await admin.keyboard.press('Tab');
    await admin.keyboard.type(login);
    const role = admin.getByRole('combobox', { name: say('web-admin-role'), exact: true });
    await tabTo(admin, role);
    await role.selectOption('counter');
    const unit = admin.getByRole('combobox', { name: say('web-unit'), exact: true });
    await tabTo(admin, unit);
    await unit.selectOption(who('counter').unit);
    await tabTo(admin, button(admin, 'web-admin-staff-appoint'));
    await admin.keyboard.press('Enter');
    await admin.waitForURL(/\/admin\/staff\/new|\/step-up/);
  });
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(say('web-admin-code-appointed'));
  const code = (await admin.locator('.big-code').innerText()).trim();
  await admin.getByRole('link', { name: say('web-admin-code-onward') }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText(name);
  const page = admin.url();

  // The only role cannot be taken away; a second one comes and goes.
  const roles = admin.getByRole('region', { name: say('web-admin-roles') });
  await expect(roles.getByRole('listitem')).toHaveCount(1);
  await expect(roles.getByText(say('web-admin-grant-last'))).toBeVisible();
  const steering = roles.getByRole('listitem').filter({ hasText: say('access-role-steering') });
  await proving(admin, project, 'admin', async () => {
    await admin.goto(page);
    await admin.getByRole('combobox', { name: say('web-admin-role'), exact: true }).selectOption('steering');
    await admin.getByRole('combobox', { name: say('web-unit'), exact: true }).selectOption(who('counter').unit);
    await button(admin, 'web-admin-grant-add').focus();
    await admin.keyboard.press('Enter');
    await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  });
  await expect(admin.getByRole('status').filter({ hasText: say('web-done-staff-changed') })).toBeVisible();
  await expect(steering).toBeVisible();
  await steering.getByRole('button').focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('status').filter({ hasText: say('web-done-staff-changed') })).toBeVisible();
  await expect(steering).toHaveCount(0);

  // The new official chooses a password with the code, once.
  const newcomer = await as('public');
  await newcomer.goto('/activate');
  await newcomer.getByRole('radio', { name: say('web-holder-staff') }).check();
  await newcomer.getByLabel(say('web-activate-name'), { exact: true }).fill(login);
  await newcomer.getByLabel(say('web-activate-code'), { exact: true }).fill(code);
  await newcomer.getByLabel(say('web-password-new'), { exact: true }).fill('mot-cua-2026-moi');
  await newcomer.getByLabel(say('web-password-again'), { exact: true }).fill('mot-cua-2026-moi');
  await button(newcomer.getByRole('main'), 'web-continue').click();
  await expect(newcomer).not.toHaveURL(/activate/);
  await newcomer.locator('details.user-menu summary').click();
  await expect(newcomer.getByRole('banner').getByText(name).last()).toBeVisible();

  // Whoever is dismissed is out at once.
  await proving(admin, project, 'admin', async () => {
    await admin.goto(page);
    const dismissal = admin.locator('details').filter({ has: admin.getByRole('button', { name: say('web-admin-act-do-dismiss'), includeHidden: true }) });
    await dismissal.locator('summary').click();
    await button(dismissal, 'web-admin-act-do-dismiss').click();
    await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  });
  await expect(admin.getByText(say('web-admin-staff-dismissed'))).toBeVisible();
  await newcomer.goto('/me/sessions');
  await expect(newcomer).toHaveURL(/sign-in/);
});

test('work that failed for good is seen and given another try', async ({ as }, info) => {
  // Failing with growing pauses takes hours, so what is left at the end is written by hand.
  tamper(info.project.name, "INSERT INTO job (kind, payload, run_at, attempts, dead, last_error) VALUES ('notify.mail', '{}', 0, 12, TRUE, 'the letter cannot be read')");
  const admin = await as('admin');
  await admin.goto('/admin');
  await admin.getByRole('link', { name: say('web-admin-tile-dead') }).first().click();
  const letter = admin.getByRole('row').filter({ hasText: 'the letter cannot be read' }).first();
  await expect(letter).toContainText(say('web-admin-job-notify-mail'));
  await letter.getByRole('button', { name: say('web-admin-jobs-retry'), exact: true }).focus();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('status').filter({ hasText: say('web-done-job-retried') })).toBeVisible();

  // It did run: a letter without an address fails again, at once and for another reason.
  await reloadUntil(admin, admin.getByRole('row').filter({ hasText: 'the payload is no mail' }));
  await expect(admin.getByRole('row').filter({ hasText: 'the letter cannot be read' })).toHaveCount(0);
});

test('a session on another device is ended from this one', async ({ as, again }) => {
  test.setTimeout(120_000);
  const here = await as('steering');
  const there = await again('steering');
  await there.goto('/steering');
  await expect(there).toHaveURL(/\/steering$/);

  await here.goto('/me/sessions');
  const sessions = here.getByRole('main').getByRole('listitem');
  await expect(sessions.filter({ hasText: say('web-session-here') })).toHaveCount(1);
  const others = sessions.filter({ has: button(here, 'web-session-end') });
  const before = await others.count();
  await button(others.first(), 'web-session-end').focus();
  await here.keyboard.press('Enter');
  await expect(here.getByRole('status').filter({ hasText: say('web-done-session-ended') })).toBeVisible();
  await expect(others).toHaveCount(before - 1);
  await there.goto('/steering');
  await expect(there).toHaveURL(/sign-in/);
});
