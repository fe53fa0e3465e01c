// Waiting for what a job, a decision or a provider's news brings: pages without a script are asked again.
import { expect } from '@playwright/test';

/** Goes to a page until what is expected is there. */
export async function gotoUntil(page, path, locator, timeout = 40_000) {
  await expect(async () => {
    await page.goto(path);
    await expect(locator).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout });
}

/** Reloads the page until what is expected is there. */
export async function eventually(page, locator, timeout = 30_000) {
  await expect(async () => {
    await page.reload();
    await expect(locator).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout });
}
