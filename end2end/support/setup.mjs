// Starts the server before the first spec, stops it after the last.
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { addresses } from './pages.mjs';
import { startServer } from './server.mjs';

export default async function setup() {
  const server = await startServer();
  process.env.BIRQADAM_URL = server.url;
  const browser = await chromium.launch(launchOptions);
  try {
    process.env.BIRQADAM_PAGES = JSON.stringify(await addresses(browser, server.url));
  } finally {
    await browser.close();
  }
  return () => server.stop();
}
