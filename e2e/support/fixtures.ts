// The vocabulary of the journeys.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import type { BrowserContext, BrowserContextOptions, Locator, Page, TestInfo } from '@playwright/test';
import type { Login, Part } from './people.ts';
import { anotherDevice, browserOf, loginOf, nextCode, officerOf } from './people.ts';
import { say } from './words.ts';

export { expect };

interface World {
  /** A page of a browser in which somebody of the demo city is signed in; `'public'` for nobody. */
  as: (part: Part | 'public') => Promise<Page>;
  /** The same, signed in once more as on another device. */
  again: (part: Part) => Promise<Page>;
  /** Who that is. */
  who: (part: Part) => Login;
  /** The officer who receives where somebody lives, or the one of the other commune. */
  officer: { where: (part: Part) => Part; elsewhere: (part: Part) => Part };
}

export const test = base.extend<World>({
  who: async ({}, use, info) => use((part) => loginOf(info.project.name, part)),
  officer: async ({}, use, info) => {
    const where = (part: Part): Part => officerOf(info.project.name, loginOf(info.project.name, part).unit);
    await use({ where, elsewhere: (part) => (where(part) === 'counter' ? 'neighbour' : 'counter') });
  },
  as: async ({ browser }, use, info) => {
    const opened: BrowserContext[] = [];
    await use(async (part) => {
      const options = settings(info);
      const context = part === 'public' ? await browser.newContext(options) : await browserOf(browser, info.project.name, part, options);
      opened.push(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  again: async ({ browser }, use, info) => {
    const opened: BrowserContext[] = [];
    await use(async (part) => {
      const context = await anotherDevice(browser, info.project.name, part, settings(info));
      opened.push(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

/** How a project's browsers are set up. */
function settings(info: TestInfo): BrowserContextOptions {
  const options: BrowserContextOptions = {};
  for (const name of ['viewport', 'deviceScaleFactor', 'hasTouch', 'isMobile', 'javaScriptEnabled', 'locale', 'timezoneId', 'colorScheme', 'baseURL'] as const) {
    if (info.project.use[name] !== undefined) Object.assign(options, { [name]: info.project.use[name] });
  }
  return options;
}

/** What WCAG 2.2 AA asks and a program can see. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with the rule, the element and the reason of each barrier on the page as it is now. */
export async function expectNoBarriers(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(rules).analyze();
  const told = found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}\n  ${node.failureSummary}`));
  expect.soft(told, `barriers on ${page.url()}`).toEqual([]);
}

/** What cannot be reached, and what no keyboard shows: the bar under the thumb covers neither for good. */
export async function expectNothingUnderTheBar(page: Page): Promise<void> {
  const bar = page.locator('.thumb-nav');
  if (!(await bar.isVisible())) return;
  // At the end of the page everything lies above the bar.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const end = await page.evaluate(() => {
    const edge = document.querySelector('.thumb-nav')?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    return { edge, last: Math.max(...[...document.querySelectorAll('main, .page-foot')].map((part) => part.getBoundingClientRect().bottom)) };
  });
  expect.soft(end.last, `${page.url()} ends under the bar`).toBeLessThanOrEqual(end.edge + 1);

  // Wherever the Tab key leads, forwards and back, the element that has the focus shows whole, as far as it fits.
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < STOPS_MAX; stop += 1) {
      await page.keyboard.press(key);
      const covered = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return 'end';
        if (focused.closest('.thumb-nav')) return '';
        const bar = document.querySelector('.thumb-nav')?.getBoundingClientRect();
        const box = focused.getBoundingClientRect();
        if (!bar || box.bottom <= bar.top + 1 || box.height > bar.top) return '';
        return `${focused.tagName} ${focused.id || focused.textContent?.trim().slice(0, 40) || ''}: ends at ${Math.round(box.bottom)}, the bar begins at ${Math.round(bar.top)}`;
      });
      if (covered === 'end') break;
      expect.soft(covered, `focus on ${page.url()}`).toBe('');
    }
  }
}

/** Stops of the Tab key that are looked at on one page. */
const STOPS_MAX = 60;

/** No page shows the id of a message instead of its words. */
export async function expectWords(page: Page): Promise<void> {
  expect.soft(await page.locator('body').innerText(), `${page.url()} lacks words`).not.toMatch(/[⟦⟧]/);
}

/** A page may grow down, never sideways: no text is cut off on a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }));
  expect.soft(widths.content, `${page.url()} is wider than its window`).toBeLessThanOrEqual(widths.window);
}

/**
 * A page of a journey as it stands: nothing that keeps somebody out, nothing cut off, no words missing. A folder in
 * ONEDOOR_E2E_SCREENS keeps a picture of each, to be looked at.
 */
export async function look(page: Page, name: string): Promise<void> {
  // The program that looks for barriers is a script itself.
  if (test.info().project.use.javaScriptEnabled !== false) await expectNoBarriers(page);
  await expectNoSidewaysScroll(page);
  await expectWords(page);
  const folder = process.env['ONEDOOR_E2E_SCREENS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}-${test.info().project.name}.png`, fullPage: true, animations: 'disabled' });
}

/** The only button of that name, by its message. */
export const button = (place: Page | Locator, message: string): Locator => place.getByRole('button', { name: say(message), exact: true });

/** An officer's act on a dossier: unfold it, fill in what it asks, press its button; then what was done is said. */
export async function act(officer: Page, name: string, done: string, fill?: (part: Locator) => Promise<void>): Promise<void> {
  const part = unfolding(officer, name);
  await part.locator('summary').click();
  await fill?.(part);
  await button(part, `web-act-${name}`).click();
  await expect(officer.getByRole('status').filter({ hasText: say(done) })).toBeVisible();
}

/** The part of an officer's page that unfolds for an act. */
export const unfolding = (officer: Page, name: string): Locator => officer.locator('details').filter({ has: officer.getByRole('button', { name: say(`web-act-${name}`), exact: true, includeHidden: true }) });

/** Finds a dossier by its code in an officer's work list and opens it. */
export async function openInQueue(officer: Page, code: string): Promise<void> {
  await officer.goto('/counter');
  await officer.getByLabel(say('web-counter-search')).fill(code);
  await button(officer.getByRole('search'), 'web-search').click();
  await officer.getByRole('row').filter({ hasText: code }).getByRole('link').first().click();
  await expect(officer.getByRole('main').getByText(code).first()).toBeVisible();
}

/** Sends the form that is open: a last look, then the dossier with its code. */
export async function review(page: Page): Promise<void> {
  await button(page, 'web-form-review').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('web-review-title'));
}

/** Sends what was looked through; answers the dossier's code. */
export async function send(page: Page): Promise<string> {
  await button(page, 'web-form-send').click();
  await expect(page.getByRole('status').filter({ hasText: say('web-done-submitted') })).toBeVisible();
  const code = (await page.locator('.big-code').innerText()).trim();
  expect(code).toMatch(/^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4,}$/);
  return code;
}

/** Types a date into its three boxes. */
export async function typeDate(page: Page | Locator, label: string, date: Date): Promise<void> {
  const optional = `${say(label)} ${say('web-optional')}`;
  const group = page.getByRole('group', { name: say(label), exact: true }).or(page.getByRole('group', { name: optional, exact: true }));
  await group.getByLabel(say('web-day'), { exact: true }).fill(String(date.getUTCDate()));
  await group.getByLabel(say('web-month'), { exact: true }).fill(String(date.getUTCMonth() + 1));
  await group.getByLabel(say('web-year'), { exact: true }).fill(String(date.getUTCFullYear()));
}

/** Midnight of the day that is so many days from today in Viet Nam, as its date. */
export function inDays(days: number): Date {
  const there = new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000);
  return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()));
}

/** That day as the boxes of one line take it. */
export const dayText = (date: Date): string => `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`;

/** The box of an answer that may be left out. */
export const optionalBox = (place: Page | Locator, label: string): Locator => place.getByRole('textbox', { name: `${say(label)} ${say('web-optional')}`, exact: true });

/** A note of what was just done. */
export const expectDone = (page: Page, message: string): Promise<void> => expect(page.getByRole('status').filter({ hasText: say(message) })).toBeVisible();

/** Loads the page anew until `ready` is there: for what a job does within seconds. */
export async function reloadUntil(page: Page, ready: Locator): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(ready).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

/** Goes to an element as a keyboard does, one stop after the other. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the Tab key does not lead to ${target}`);
}

/**
 * Does something weighty, with a fresh proof of identity where one is asked for: the form that was refused comes back
 * empty, so `act` fills it in again.
 */
export async function proving(page: Page, project: string, part: Part, act: () => Promise<void>): Promise<void> {
  await act();
  if (!new URL(page.url()).pathname.endsWith('/step-up')) return;
  await page.getByLabel(say('web-code'), { exact: true }).fill(await nextCode(project, part));
  await button(page.getByRole('main'), 'web-continue').click();
  await act();
}
