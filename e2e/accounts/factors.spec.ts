// Ways to prove who one is: a code app is replaced, a passkey is added and used.
import type { CDPSession, Page } from '@playwright/test';
import { button, expect, test } from '../support/fixtures.ts';
import { nextCode } from '../support/people.ts';
import { say } from '../support/words.ts';

/** Chromium's own security key, which always says yes. */
async function plugInKey(page: Page): Promise<CDPSession> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return wire;
}

test('a passkey is added on the security page and signs in without a password', async ({ as, who }) => {
  const page = await as('host');
  await plugInKey(page);
  await page.goto('/me/security');
  await button(page, 'web-passkey-add').click();
  const key = page.getByRole('listitem').filter({ has: page.getByText(/\d{2}\/\d{2}\/\d{4}/) }).filter({ has: button(page, 'web-factor-remove') });
  await expect(key.first()).toBeVisible();

  // Another browser would not have the key; this one forgets only the session.
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await button(page, 'web-passkey-use').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(who('host').name);
});

test('a new code app replaces the old one', async ({ as }, info) => {
  test.setTimeout(120_000);
  const page = await as('auditor');
  await page.goto('/me/security');
  await button(page.locator('section').filter({ hasText: say('web-totp-title') }), 'web-factor-remove').click();
  await expect(page.getByText(say('web-factor-off'), { exact: true })).toBeVisible();

  await page.getByRole('link', { name: say('web-totp-add') }).click();
  const key = (await page.locator('code').innerText()).replaceAll(' ', '');
  expect(key).toMatch(/^[A-Z2-7]{16,}$/);

  // A wrong code is refused, and the page shows a key for the next try.
  await page.getByLabel(say('web-code'), { exact: true }).fill('000000');
  await button(page, 'web-totp-confirm').click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  const second = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel(say('web-code'), { exact: true }).fill(await nextCode(info.project.name, 'auditor', second));
  await button(page, 'web-totp-confirm').click();
  await expect(page.getByRole('status').filter({ hasText: say('web-done-totp-added') })).toBeVisible();
  await expect(page.getByText(say('web-factor-on'), { exact: true })).toBeVisible();
});
