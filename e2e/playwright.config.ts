// Which browser meets which server. No retries: a test that fails now and then is a bug of the test or of OneDoor.
import { defineConfig } from '@playwright/test';
import { engines, serverAddress } from './support/engines.ts';

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const pictures = process.env['ONEDOOR_PICTURES'] === '1';

const on = (engine: 'sqlite' | 'postgres') => ({ baseURL: serverAddress(engine) });

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  fullyParallel: true,
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
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['ONEDOOR_CHROMIUM'] ?? '/usr/bin/chromium',
      // Root may not use the sandbox; the rest keeps a closed network quiet.
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: pictures
    ? [{ name: 'pictures', testMatch: 'pictures/**/*.spec.ts', use: { ...phone, ...on('sqlite') } }]
    : [
        { name: 'sqlite-desktop', testMatch: ['journeys/**/*.spec.ts', 'pages/**/*.spec.ts', 'accounts/**/*.spec.ts'], use: { ...desktop, ...on('sqlite') } },
        { name: 'sqlite-phone', testMatch: ['journeys/**/*.spec.ts', 'pages/**/*.spec.ts'], use: { ...phone, ...on('sqlite') } },
        { name: 'sqlite-without-script', testMatch: 'journeys/**/*.spec.ts', use: { ...desktop, ...on('sqlite'), javaScriptEnabled: false } },
        { name: 'postgres-desktop', testMatch: ['journeys/**/*.spec.ts', 'accounts/**/*.spec.ts'], use: { ...desktop, ...on('postgres') } },
      ],
  webServer: engines
    .filter((engine) => !pictures || engine.name === 'sqlite')
    .map((engine) => ({
      command: `node support/server.mjs ${engine.name} ${engine.port}`,
      url: `http://127.0.0.1:${engine.port}/readyz`,
      timeout: 180_000,
      stdout: 'ignore' as const,
      stderr: 'pipe' as const,
      gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
      reuseExistingServer: false,
    })),
});
