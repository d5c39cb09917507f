// The vocabulary of the journeys.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';

export { expect };
export const test = base;

/** What WCAG 2.2 AA asks and a program can see. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with the rule, the element and the reason of each barrier on the page as it is now. */
export async function expectNoBarriers(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(rules).analyze();
  const told = found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}\n  ${node.failureSummary}`));
  expect(told, `barriers on ${page.url()}`).toEqual([]);
}

/** A page may grow down, never sideways: no text is cut off on a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }));
  expect(widths.content, `${page.url()} is wider than its window`).toBeLessThanOrEqual(widths.window);
}
