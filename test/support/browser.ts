import { execFileSync } from 'node:child_process';
import { Browser, chromium, Page } from 'playwright-core';

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

/** What the scripts of a page have complained of so far; a policy that keeps something from it is among it. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
