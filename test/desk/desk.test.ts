import { complaintsOf, describeInBrowser, faultsIn, picture, picturesInto } from '../support/browser';
import { mutate } from '../support/mutate';
import { PlainServer, startPlainServer } from '../support/plain-server';
import { clientFor } from '../support/test-server';
import { deskOf, fillIncident } from './desk-page';

const CONTRACT = '/desk/contracts/ITN-PREMIUM-1';

let server: PlainServer;
beforeAll(async () => (server = await startPlainServer('desk', {}, undefined, true)));
afterAll(() => server.close());

const open = deskOf(() => server);

describeInBrowser('the desk in a browser', (browser) => {
  picturesInto('dist/desk-screenshots', browser);

  it('a key that is not known is told to be wrong, and one of the demo opens the list', async () => {
    const page = await browser().newPage();
    const complaints = complaintsOf(page);
    await page.goto(new URL('/desk', server.url).href);
    await page.getByLabel('API key').waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await picture(page, 'login');
    await page.getByLabel('API key').fill('ambit_nobody');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('This key is not known').waitFor();
    await page.getByLabel('API key').fill(server.keys.SUPPORT);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'ITN-PREMIUM-1' }).first().waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Sales' }).click();
    await page.getByText('12 contracts').waitFor();
    // The browser complains of the wrong key, and of nothing else.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  });

  it('the list shows first what needs attention, and its filters stand in the address', async () => {
    const page = await open(browser(), 'ADMIN');
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention
      .getByText(/Response to ITN-\d+-\d+ was due/)
      .first()
      .waitFor();
    await attention.getByText('No contact is named yet, and should be').waitFor();
    await attention.getByText('Notice possible until').first().waitFor();
    await page.getByLabel('Status').selectOption({ label: 'Notice given' });
    await page.getByText('2 contracts').waitFor();
    expect(new URL(page.url()).search).toBe('?status=NOTICE_GIVEN');
    await page.reload();
    await page.getByText('2 contracts').waitFor();
    await page.getByLabel('Provider').selectOption({ label: 'OP5' });
    await page.getByText('0 contracts').waitFor();
  });

  it('every filter of the API is among the further ones, and stands in the address', async () => {
    const page = await open(browser(), 'ADMIN');
    await page.getByText('More filters').click();
    await page.getByLabel('Partner').selectOption({ label: 'Nordic Monitoring Partner AB' });
    await page.getByLabel('Region').selectOption({ label: 'Europe' });
    await page.getByRole('checkbox', { name: 'Active' }).check();
    await page.getByRole('checkbox', { name: 'Notice given' }).check();
    await page.getByLabel('Renews from').fill('2020-01-01');
    await page.getByLabel('Used much of').selectOption({ label: 'Requests' });
    await page.getByLabel('At least, in percent').fill('1');
    await page.getByText(/^More filters \(5\)$/).waitFor();
    const address = new URL(page.url());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      partner: expect.any(String) as string,
      region: 'EUROPE',
      status: 'ACTIVE,NOTICE_GIVEN',
      renewsFrom: '2020-01-01',
      quota: 'INCIDENTS',
      percent: '1',
    });
    expect(await faultsIn(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await picture(page, 'more filters on a phone');
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByRole('button', { name: 'Take all filters away' }).click();
    await page.getByText('12 contracts').waitFor();
    const table = page.getByRole('table');
    await page.getByRole('combobox', { name: 'Plan', exact: true }).selectOption({ label: 'Premium' });
    await table.getByRole('link', { name: 'ITN-BASIC-1' }).waitFor({ state: 'detached' });
    await table.getByRole('link', { name: 'ITN-PREMIUM-1' }).waitFor();
    await page.getByRole('combobox', { name: 'Suspended', exact: true }).selectOption({ label: 'Yes' });
    await page.getByText('0 contracts').waitFor();
  });

  it('contracts are searched and ordered by the server', async () => {
    const page = await open(browser(), 'ADMIN');
    await page.getByLabel('Search').fill('hanse');
    await page.getByText('2 contracts').waitFor();
    await page.getByLabel('Search').fill('');
    await page
      .getByRole('combobox', { name: 'Order', exact: true })
      .selectOption({ label: 'Most requests used' });
    await page.getByText('12 contracts').waitFor();
    await page.locator('tbody tr').first().getByText('ITN-BASIC-1').waitFor();
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByText('24 of 25 requests used').waitFor();
  });

  it('a contract is opened and left with the keyboard alone', async () => {
    const page = await open(browser(), 'ADMIN');
    await page.getByRole('table').getByRole('link', { name: 'OP5-STANDARD-1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'OP5-STANDARD-1' }).waitFor();
    await page.getByText('No remote access is given').waitFor();
    await page.getByRole('button', { name: 'Give notice' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Give notice');
    await page.goBack();
    await page.getByRole('heading', { name: 'Contracts' }).waitFor();
  });

  it('an incident is opened, its due time counts down in working time, and its response is recorded', async () => {
    const page = await open(browser(), 'SUPPORT', CONTRACT);
    await page.getByRole('button', { name: 'Open an incident' }).click();
    const dialog = page.getByRole('dialog');
    await fillIncident(dialog, 'Medium', 'The map shows no hosts.');
    const said = await page.getByText(/Incident ITN-\d+-\d+ was opened/).textContent();
    const reference = /ITN-\d+-\d+/.exec(said!)![0];
    const incidents = page.getByRole('region', { name: 'Incidents' });
    const row = incidents.getByRole('listitem').filter({ hasText: reference });
    await row.getByText(/working time left/).waitFor();
    await row.getByRole('button').click();
    await page.getByRole('dialog').getByLabel('What the customer was told').fill('We look into it.');
    await page.getByRole('dialog').getByRole('button', { name: 'Record' }).click();
    await row.getByText('Responded in time').waitFor();
    await page.getByRole('region', { name: 'Quotas' }).getByText('8 of 50').waitFor();
  });

  it('what somebody else does is shown at once, told by the stream of events', async () => {
    const context = await browser().newContext();
    // Without timers there is no looking every ten seconds.
    await context.addInitScript('globalThis.setInterval = () => 0');
    await context.addInitScript(`sessionStorage.setItem('ambit-token', '${server.keys.SUPPORT}')`);
    const page = await context.newPage();
    const stream = page.waitForResponse(/\/graphql\/stream$/);
    await page.goto(new URL('/desk/contracts/OP5-PREMIUM-1', server.url).href);
    await page.getByRole('region', { name: 'Quotas' }).getByText('12').waitFor();
    expect((await stream).status()).toBe(200);
    const client = clientFor(server.url, server.keys.ADMIN);
    const { contract } = await client.request<{ contract: { id: string } }>(
      '{ contract(number: "OP5-PREMIUM-1") { id } }',
    );
    await mutate(
      client,
      'registerSatellite',
      { contractId: contract.id, name: 'just-now' },
      'satellite { id }',
    );
    await page.getByText('just-now').waitFor();
  });

  it('a booking is refused with the plans that would help, and made where the plan grants it', async () => {
    const refused = await open(browser(), 'SALES', '/desk/contracts/ITN-BASIC-1');
    await refused.getByRole('button', { name: 'Book consulting' }).click();
    await refused.getByLabel('What it is about').fill('Dashboards');
    await refused.getByRole('button', { name: 'Book', exact: true }).click();
    await refused
      .getByRole('dialog')
      .getByText(/Would pass with .*Standard/)
      .waitFor();
    const page = await open(browser(), 'SALES', CONTRACT);
    await page.getByRole('button', { name: 'Book consulting' }).click();
    await page.getByLabel('What it is about').fill('A workshop');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText('The appointment was booked.').waitFor();
    await page.getByRole('region', { name: 'Consulting' }).getByText('A workshop').waitFor();
  });

  it('a plan is changed after the contract was shown before and after', async () => {
    const page = await open(browser(), 'SALES', '/desk/contracts/ITN-BASIC-1');
    await page.getByRole('button', { name: 'Change the plan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New plan').selectOption({ label: 'Standard' });
    await dialog.getByRole('region', { name: 'Before' }).getByText('5 of 5').waitFor();
    await dialog.getByRole('region', { name: 'After' }).getByText('5 of 25').waitFor();
    await dialog.getByRole('button', { name: 'Change' }).click();
    await page.getByText('The change of plan was recorded.').waitFor();
    await page.getByRole('region', { name: 'Quotas' }).getByText('5 of 25').waitFor();
  });

  it('notice is given after its preview', async () => {
    const page = await open(browser(), 'SALES', '/desk/contracts/OP5-BASIC-1');
    await page.getByRole('button', { name: 'Give notice' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('In time', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Give notice' }).click();
    await page.getByText('The notice was recorded.').waitFor();
    await page.locator('.title').getByText('Notice given').waitFor();
  });

  it('"may they …?" tells every rule with its numbers, and the plans that would help', async () => {
    const page = await open(browser(), 'SALES', '/desk/contracts/ITN-STANDARD-1');
    const ask = page.getByRole('region', { name: 'May they …?' });
    await ask.getByLabel('May they').selectOption({ label: 'register one more satellite' });
    await ask.getByRole('button', { name: 'Ask' }).click();
    await ask.getByText(/^(Yes|No)\.$/).waitFor();
    await ask.getByLabel('May they').selectOption({ label: 'open an incident' });
    await ask.getByLabel('Channel').selectOption({ label: 'Phone' });
    await ask.getByLabel('Impact').selectOption({ label: 'Low' });
    await ask.getByRole('button', { name: 'Ask' }).click();
    await ask.getByText('INCIDENT_QUOTA_EXHAUSTED').waitFor();
    expect(await ask.getByRole('listitem').count()).toBeGreaterThan(5);
    await ask.getByText('24 of 25', { exact: true }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
  });

  it('a contract shows its life as a drawing, its decisions to staff, and axe finds nothing wrong with its dialogs', async () => {
    const page = await open(browser(), 'ADMIN', CONTRACT);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.locator('svg circle.past').first().waitFor();
    await timeline.locator('svg circle.coming').first().waitFor();
    expect(await timeline.locator('svg circle').count()).toBe(await timeline.getByRole('listitem').count());
    const decisions = page.getByRole('region', { name: 'Decisions' });
    await decisions
      .getByText(/^(Allowed|Refused)$/)
      .first()
      .waitFor();
    for (const act of ['Open an incident', 'Book consulting', 'Change the plan', 'Give notice']) {
      await page.getByRole('button', { name: act }).click();
      await page.getByRole('dialog').waitFor();
      expect([act, await faultsIn(page)]).toEqual([act, []]);
      await picture(page, act);
      await page.keyboard.press('Escape');
    }
  });

  it('a customer sees its own contracts, and what it may do with them', async () => {
    const page = await open(browser(), 'CUSTOMER');
    await page.getByText('2 contracts').waitFor();
    await page.getByRole('table').getByRole('link', { name: 'ITN-PREMIUM-1' }).click();
    await page.getByRole('heading', { name: 'ITN-PREMIUM-1' }).waitFor();
    const acts = await page.locator('.acts').getByRole('button').allTextContents();
    expect(acts).toEqual(['Open an incident', 'Book consulting', 'Give notice']);
    await page.getByRole('button', { name: 'Open an incident' }).click();
    const dialog = page.getByRole('dialog');
    await fillIncident(dialog, 'Low', 'A report is empty.');
    await page.getByText(/Incident ITN-\d+-\d+ was opened/).waitFor();
    expect(await page.getByRole('button', { name: /Record response/ }).count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Decisions' }).count()).toBe(0);
    await page.goto(new URL('/desk/contracts/OP5-PREMIUM-1', server.url).href);
    await page.getByText('Not found, or you do not have access.').waitFor();
  });

  it.each([
    ['/desk', 'table a'],
    [CONTRACT, '.incidents li'],
    ['/', 'main'],
    ['/docs/domain.md', 'main'],
  ])(
    'axe finds nothing wrong with %s, in light on a screen and in dark on a phone, which it fits',
    async (path, content) => {
      const page = await open(browser(), 'ADMIN', path);
      await page.locator(content).first().waitFor();
      expect(await faultsIn(page)).toEqual([]);
      await picture(page, `${path} in light`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 375, height: 800 });
      if (path === CONTRACT) await page.getByRole('button', { name: 'Give notice' }).click();
      expect(await faultsIn(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    },
  );

  it('the first view is smaller than 200 KB over the wire', async () => {
    const page = await browser().newPage();
    const session = await page.context().newCDPSession(page);
    let bytes = 0;
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(new URL('/desk', server.url).href);
    await page.getByRole('button', { name: 'Support' }).click();
    await page.getByRole('table').waitFor();
    await page.getByRole('region', { name: 'Needs attention' }).waitFor();
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(200_000);
  });

  it('GraphiQL runs its first query on the demo as it comes up, and complains of nothing', async () => {
    const page = await browser().newPage();
    const complaints = complaintsOf(page);
    await page.goto(server.url);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByText('responseDueAt', { exact: false }).nth(1).waitFor();
    expect(complaints).toEqual([]);
  });
});
