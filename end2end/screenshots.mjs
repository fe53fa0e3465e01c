// Takes a picture of every page as each role, to be looked at.
//   node screenshots.mjs <folder> [--locale ru,kk,en] [--theme light,dark] [--width 390,1280] [--only name,name] [--no-js]
// Starts a server of its own unless BASE_URL is set.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from './support/browser.mjs';
import { PAGES, addressOf, signIn } from './support/pages.mjs';
import { startServer } from './support/server.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    locale: { type: 'string', default: 'ru' },
    theme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '390,1280' },
    only: { type: 'string', default: '' },
    'no-js': { type: 'boolean', default: false },
  },
});
const folder = positionals[0] ?? 'screenshots';
mkdirSync(folder, { recursive: true });
const list = (text) => text.split(',').filter(Boolean);
const only = list(values.only);
const pages = PAGES.filter((entry) => only.length === 0 || only.some((name) => entry.name.startsWith(name)));
// Pages found by way of another need that one's address, also when it is not asked for.
const roles = [...new Set(pages.map((entry) => entry.as))];

const server = await startServer();
const browser = await chromium.launch(launchOptions);
const remarks = [];
try {
  for (const role of roles) {
    const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: !values['no-js'] });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && remarks.push(`${page.url()} console: ${message.text().split('\n')[0]}`));
    page.on('pageerror', (error) => remarks.push(`${page.url()} threw: ${error.message}`));
    await signIn(page, role).catch((error) => remarks.push(`${role} cannot sign in: ${error.message.split('\n')[0]}`));
    const known = new Map();
    for (const entry of PAGES.filter((entry) => entry.as === role)) {
      const address = await addressOf(page, entry, known);
      if (address) known.set(entry.name, address);
      if (!pages.includes(entry)) continue;
      if (!address) {
        remarks.push(`${entry.name}: no link to it found`);
        continue;
      }
      for (const locale of list(values.locale)) {
        for (const theme of list(values.theme)) {
          await context.addCookies([
            { name: 'lang', value: locale, url: server.url },
            { name: 'theme', value: theme, url: server.url },
          ]);
          for (const width of list(values.width).map(Number)) {
            await page.setViewportSize({ width, height: width < 700 ? 844 : 900 });
            const answer = await page.goto(address, { waitUntil: 'networkidle' });
            if (answer && answer.status() >= 500) remarks.push(`${address} answered ${answer.status()}`);
            const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            if (excess > 0) remarks.push(`${entry.name} ${width}: ${excess} px wider than the screen`);
            const file = `${entry.name}-${width}-${theme}-${locale}.png`;
            await page.screenshot({ path: join(folder, file), fullPage: true });
          }
        }
      }
      console.log(entry.name, address);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
if (remarks.length > 0) console.log(`\nTo be looked at:\n${[...new Set(remarks)].map((remark) => `  ${remark}`).join('\n')}`);
