// Coming in, and seeing where one is signed in.
import { button, expect, test } from '../support/fixtures.ts';
import { nextCode } from '../support/people.ts';
import { say } from '../support/words.ts';

test('a citizen signs in with number, password and code, by keyboard alone', async ({ page, who }, info) => {
  const host = who('host');
  await page.goto('/');
  // The first stop is the way past the navigation.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: say('web-skip') })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();

  const signIn = page.getByRole('banner').getByRole('link', { name: say('web-sign-in'), exact: true });
  await expect(async () => {
    await page.keyboard.press('Shift+Tab');
    await expect(signIn).toBeFocused({ timeout: 50 });
  }).toPass({ timeout: 10_000, intervals: [1] });
  await page.keyboard.press('Enter');

  await page.getByLabel(say('web-personal-number')).focus();
  await page.keyboard.type(host.login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(host.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('web-code-title'));
  await page.getByLabel(say('web-code'), { exact: true }).focus();
  await page.keyboard.type(await nextCode(info.project.name, 'host'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(host.name);

  // The session is in the list, and ending it ends it.
  await page.goto('/me/sessions');
  await expect(page.getByText(say('web-session-here')).first()).toBeVisible();
  await page.locator('details.user-menu summary').click();
  await button(page.getByRole('banner'), 'web-sign-out').click();
  await page.goto('/me');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a wrong password and a number that nobody has are told in the same words', async ({ page, who }) => {
  const told: string[] = [];
  for (const number of [who('child').login, '001199999999']) {
    await page.goto('/sign-in');
    await page.getByLabel(say('web-personal-number')).fill(number);
    await page.getByLabel(say('web-password'), { exact: true }).fill('not the password');
    await button(page.getByRole('main'), 'web-sign-in').click();
    told.push(await page.getByRole('alert').first().innerText());
  }
  expect(told[0]).toBe(told[1]);
});

test('pages of a desk lead to signing in, and back to where one wanted to go', async ({ page }) => {
  await page.goto('/me/household');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.goto('/counter');
  await expect(page).toHaveURL(/\/staff\/sign-in/);
});

test('the demo page offers everybody of the city', async ({ page, who }) => {
  await page.goto('/demo');
  for (const part of ['head', 'counter', 'approver', 'steering', 'admin', 'auditor'] as const) {
    await expect(page.getByRole('button', { name: who(part).name })).toBeVisible();
  }
});
