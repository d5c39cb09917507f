import { chromium } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
const base = 'http://localhost:8377';
const only = process.argv[2] ?? '';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP localhost 127.0.0.1'] });
const state = {};
async function stateOf(login) {
  if (state[login]) return state[login];
  const context = await browser.newContext();
  const answer = await context.request.post(base + '/demo', { form: { login }, headers: { 'sec-fetch-site': 'same-origin' } });
  console.log(login, answer.status(), answer.url());
  state[login] = await context.storageState();
  await context.close();
  return state[login];
}
const pages = JSON.parse(process.env.PAGES);
for (const [name, login, path] of pages) {
  if (only && !name.startsWith(only)) continue;
  for (const width of [360, 1280]) {
    const lang = process.env.LANGUAGE_CODE ?? 'vi';
    const context = await browser.newContext({ storageState: await stateOf(login), viewport: { width, height: width === 360 ? 740 : 900 }, deviceScaleFactor: width === 360 ? 1.5 : 1, reducedMotion: 'reduce', locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    await context.addCookies([{ name: 'lang', value: lang, url: base }]);
    const page = await context.newPage();
    page.on('console', (m) => { if (m.type() === 'error') console.log('  console', name, m.text()); });
    let address = path;
    if (path.startsWith('FIND ')) {
      const [, from, selector] = path.split('|').map((s) => s.trim());
      await page.goto(base + from);
      const href = await page.locator(selector).first().getAttribute('href');
      address = href ?? '/missing';
    }
    const answer = await page.goto(base + address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const bytes = (await answer.body()).length;
    const missing = (await page.content()).match(/\[[a-z]+(-[a-z]+)+\]|\{web-[^}]*\}|⟦[^⟧]*⟧/g);
    if (width === 360) {
      const axe = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
      for (const v of axe.violations) console.log('  AXE', name, v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary?.split('\n')[1]);
    }
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    const step = width === 360 ? 1500 : 1300;
    for (let k = 0; k < Math.min(3, Math.ceil(tall / step)); k += 1) await page.screenshot({ path: `/tmp/w_shots/${name}-${width}${lang === 'vi' ? '' : '-' + lang}-${k}.png`, fullPage: true, clip: { x: 0, y: k * step, width, height: Math.min(step, tall - k * step) } });
    console.log(name, width, answer.status(), `${bytes}B html`, wide > 0 ? `OVERFLOW ${wide}` : '', missing ?? '');
    await context.close();
  }
}
await browser.close();
