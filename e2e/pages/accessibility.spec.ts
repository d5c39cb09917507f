// Every main screen, in both languages: no barrier that a program can find, nothing cut off, quick on a weak phone.
import { expect, expectNoBarriers, expectNoSidewaysScroll, expectNothingUnderTheBar, expectWords, test } from '../support/fixtures.ts';
import type { Part } from '../support/people.ts';

/** Bytes of a page with its styles, fonts and scripts, without pictures, as they travel. */
const PAGE_BYTES_MAX = 100_000;

const screens: [Part | 'public', string[]][] = [
  ['public', ['/', '/services', '/services/temporary-residence', '/track', '/verify', '/open', '/legal', '/accessibility', '/sign-in', '/staff/sign-in', '/demo', '/dev/components', '/nowhere']],
  ['head', ['/me', '/me/record', '/me/household', '/me/dossiers', '/me/inbox', '/me/access', '/me/sessions', '/me/security', '/me/consents', '/apply/temporary-residence', '/apply/permanent-residence', '/apply/residence-confirmation']],
  ['counter', ['/counter', '/counter/new', '/register', '/quality', '/quality/board']],
  ['steering', ['/steering', '/quality/board']],
  ['admin', ['/admin', '/admin/staff', '/admin/units', '/admin/jobs', '/admin/audit']],
];

for (const locale of ['vi', 'en'] as const) {
  for (const [part, paths] of screens) {
    test(`the screens of ${part} have no barriers in ${locale}`, async ({ as, baseURL }) => {
      test.setTimeout(120_000);
      const page = await as(part);
      await page.context().addCookies([{ name: 'lang', value: locale, url: baseURL ?? '' }]);
      for (const path of paths) {
        await test.step(path, async () => {
          await page.goto(path);
          await expect(page.locator('html')).toHaveAttribute('lang', locale);
          await expectNoBarriers(page);
          await expectNoSidewaysScroll(page);
          await expectWords(page);
        });
      }
    });
  }
}

test('nothing stays under the bar of a phone, and no focus hides there', async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as('head');
  for (const path of ['/me', '/me/inbox', '/me/security', '/me/access', '/me/household', '/apply/temporary-residence']) {
    await test.step(path, async () => {
      await page.goto(path);
      await expectNothingUnderTheBar(page);
    });
  }
});

test('the first page of a visit is under 100 kB on the wire', async ({ browser, baseURL }) => {
  for (const path of ['/', '/services/temporary-residence', '/sign-in', '/open']) {
    const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN' });
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    let bytes = 0;
    const kinds = new Map<string, string>();
    wire.on('Network.responseReceived', (event) => kinds.set(event.requestId, event.type));
    wire.on('Network.loadingFinished', (event) => {
      if (kinds.get(event.requestId) !== 'Image') bytes += event.encodedDataLength;
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(bytes, `${path} with its styles, fonts and scripts`).toBeLessThan(PAGE_BYTES_MAX);
    await context.close();
  }
});

test('the colours keep their contrast at night', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'vi-VN', colorScheme: 'dark' });
  const page = await context.newPage();
  for (const path of ['/', '/sign-in', '/dev/components']) {
    await page.goto(path);
    await expectNoBarriers(page);
  }
  await context.close();
});
