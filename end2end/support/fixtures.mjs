// What every spec gets: the address of the server, people who sign in, names that nobody else uses.
import { randomBytes } from 'node:crypto';
import { test as base, expect } from '@playwright/test';
import { signIn } from './pages.mjs';

export { expect };

export const test = base.extend({
  baseURL: async ({}, use) => use(process.env.BIRQADAM_URL),
  /** Opens a browser of its own for a demo account, or for a visitor. */
  as: async ({ browser, javaScriptEnabled, viewport, locale, baseURL }, use) => {
    const contexts = [];
    await use(async (login = null) => {
      const context = await browser.newContext({ javaScriptEnabled, viewport, locale, baseURL, timezoneId: 'Asia/Almaty' });
      contexts.push(context);
      const page = await context.newPage();
      await signIn(page, login);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  /** A short word that makes names unique. */
  mark: async ({}, use) => use(randomBytes(4).toString('hex')),
});
