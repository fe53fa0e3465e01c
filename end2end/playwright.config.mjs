// Every spec runs twice: as people with JavaScript and as people without see it. One server for
// all, so specs make their own records and never count other people's.
import { defineConfig } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';

const size = { width: 1280, height: 900 };

export default defineConfig({
  testDir: 'specs',
  testMatch: '**/*.spec.mjs',
  globalSetup: './support/setup.mjs',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // A busy machine may starve a browser for once; what passes at the second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: { launchOptions, actionTimeout: 15_000, navigationTimeout: 30_000, viewport: size, locale: 'ru-RU', timezoneId: 'Asia/Almaty', screenshot: 'only-on-failure', trace: 'on-first-retry' },
  projects: [
    { name: 'js', use: {} },
    { name: 'nojs', use: { javaScriptEnabled: false, trace: 'off' } },
  ],
});
