// Which browser walks which journeys. No retries: a test that fails now and then is a bug of the test or of OneDoor.
import { defineConfig } from '@playwright/test';
import { addressOf, readyPort } from './support/projects.mjs';

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true };
const journeys = 'journeys/**/*.spec.ts';
const pages = 'pages/**/*.spec.ts';
const accounts = 'accounts/**/*.spec.ts';

// ONEDOOR_E2E_PROJECTS=sqlite-phone,… starts fewer servers, for the inner loop.
const only = process.env['ONEDOOR_E2E_PROJECTS']?.split(',');

const all = process.env['ONEDOOR_PICTURES'] === '1'
  ? [{ name: 'pictures', testMatch: 'pictures/**/*.spec.ts', use: { ...phone } }]
  : [
      { name: 'sqlite-desktop', testMatch: [journeys, pages, accounts], use: { ...desktop } },
      { name: 'sqlite-phone', testMatch: [journeys, pages], use: { ...phone } },
      { name: 'sqlite-without-script', testMatch: [journeys], use: { ...desktop, javaScriptEnabled: false } },
      { name: 'postgres-desktop', testMatch: [journeys, accounts], use: { ...desktop } },
    ];
const taken = all.filter((project) => !only || only.includes(project.name));

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results/runs',
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./support/counts.ts']],
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['ONEDOOR_CHROMIUM'] ?? '/usr/bin/chromium',
      // Root may not use the sandbox; the rest keeps a closed network quiet.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: taken.map((project) => ({ ...project, use: { ...project.use, baseURL: addressOf(project.name) } })),
  webServer: {
    command: `node support/servers.mjs ${taken.map((project) => project.name).join(' ')}`,
    url: `http://127.0.0.1:${readyPort}/`,
    timeout: 240_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    reuseExistingServer: false,
  },
});
