import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Browser, chromium, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Where Debian has put Chromium; null where it is not installed. */
function chromiumPath(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** Tests in a real browser, which the tests get before the first of them; one that is skipped says why where there is none. */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const executablePath = chromiumPath();
  describe(name, () => {
    if (executablePath === null) {
      it.todo('(skipped: there is no chromium on this machine; apt-get install chromium)');
      return;
    }
    let browser: Browser;
    beforeAll(async () => (browser = await chromium.launch({ executablePath })));
    afterAll(() => browser.close());
    tests(() => browser);
  });
}

/** Takes a picture of every open page after each test, into a folder that is emptied first, and closes the page. */
export function picturesInto(folder: string, browser: () => Browser): void {
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    pictures = folder;
  });
  afterEach(async () => {
    const name = expect.getState().currentTestName!.replace(/^the desk in a browser /, '');
    for (const context of browser().contexts()) {
      for (const page of context.pages()) await picture(page, name);
      await context.close();
    }
  });
}

let pictures: string;
let taken = 0;

/** A picture of the page as it is seen now, to be looked at by people. */
export async function picture(page: Page, name: string): Promise<void> {
  taken += 1;
  const file = `${String(taken).padStart(2, '0')} ${name.replace(/\W+/g, ' ').trim().slice(0, 60)}.png`;
  await page.screenshot({ path: join(pictures, file), fullPage: true });
}

/** What the scripts of a page have complained of so far; a policy that keeps something from it is among it. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** What axe finds wrong, by rule and place. */
export async function faultsIn(page: Page): Promise<readonly string[]> {
  // Over the protocol of the browser, since the policy of the page lets no other script in.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
}
