import { Browser, Locator, Page } from 'playwright-core';
import { PlainServer } from '../support/plain-server';

/** Opens the desk of a server at an address, in a context of its own, with somebody logged in. */
export function deskOf(server: () => PlainServer) {
  return async (browser: Browser, role: keyof PlainServer['keys'], path = '/desk'): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    await context.addInitScript(`sessionStorage.setItem('ambit-token', '${server().keys[role]}')`);
    const page = await context.newPage();
    await page.goto(new URL(path, server().url).href);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
}

/** Fills in the dialog of a new incident and sends it. */
export async function fillIncident(dialog: Locator, impact: string, problem: string): Promise<void> {
  await dialog.getByLabel('Impact').selectOption({ label: impact });
  await dialog.getByLabel('Version').fill('4.8.2');
  await dialog.getByLabel('Runs on').fill('Debian 12.5');
  await dialog.getByLabel('What is the problem?').fill(problem);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
}
