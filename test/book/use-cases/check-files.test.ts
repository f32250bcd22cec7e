import { BOOK, Content, useDesk } from '../book-desk';

const desk = useDesk('check_files');
const { bringIn, faultsOf } = desk;
beforeAll(() => bringIn(BOOK));

describe('what is at fault', () => {
  const customers = ['X-1,One,EUROPE,,,'];
  const contract = (fields: string) => ({ customers, contracts: [fields] });
  const ofPremium = contract('Y-1,X-1,it-novum,premium,1,2025-02-01,2025-03-01,12');

  it.each<[string, Content, readonly string[]]>([
    [
      'a number twice',
      { customers: [...customers, 'x-1,Two,EUROPE,,,'] },
      ['customers.csv 3 number: stands already in line 2 of'],
    ],
    [
      'a partner that is none',
      { customers: [...customers, 'X-2,Two,EUROPE,,,X-1'] },
      ['customers.csv 3 partner_number: names customer X-1, which is no partner.'],
    ],
    [
      'a partner that is nowhere',
      { customers: ['X-2,Two,EUROPE,,,X-9'] },
      ['customers.csv 2 partner_number: names customer X-9, which is neither'],
    ],
    [
      'partners of each other',
      { customers: ['X-2,Two,EUROPE,,true,X-3', 'X-3,Three,EUROPE,,true,X-2'] },
      ['customers.csv 2 partner_number: makes the customer a customer of its own.'],
    ],
    [
      'a customer that is nowhere',
      { contracts: ['Y-1,X-9,it-novum,basic,1,2025-01-01,2025-02-01,12'] },
      ['contracts.csv 2 customer_number: names customer X-9'],
    ],
    [
      'an unknown provider',
      contract('Y-1,X-1,itnovum,basic,1,2025-01-01,2025-02-01,12'),
      ['contracts.csv 2 provider: There is no provider itnovum. There are it-novum, op5.'],
    ],
    [
      'an unknown plan',
      contract('Y-1,X-1,op5,gold,1,2025-01-01,2025-02-01,12'),
      ['contracts.csv 2 plan: op5 has no plan gold. It has basic, premium, standard.'],
    ],
    [
      'an unknown version',
      contract('Y-1,X-1,op5,basic,7,2025-01-01,2025-02-01,12'),
      ['contracts.csv 2 plan_version: There is no version 7 of basic. There is 1.'],
    ],
    [
      'an order ahead',
      contract('Y-1,X-1,op5,basic,1,2026-06-11,2026-07-01,12'),
      ['contracts.csv 2 order_received_at: lies ahead.'],
    ],
    [
      'an activation on the day of the order',
      contract('Y-1,X-1,op5,basic,1,2025-01-01,2025-01-01,12'),
      ['contracts.csv 2 activates_on: must be 2025-01-02 or later'],
    ],
    [
      'an activation to come too late',
      contract('Y-1,X-1,op5,basic,1,2026-06-01,2026-08-31,12'),
      ['contracts.csv 2 activates_on: must be 2026-08-30 or earlier'],
    ],
    [
      'a short term',
      contract('Y-1,X-1,op5,basic,1,2025-01-01,2025-02-01,11'),
      ['contracts.csv 2 term_months: must be at least 12, not 11.'],
    ],
    [
      'a contract that is nowhere',
      { contacts: ['Y-9,Ada,ada@example.com,+49 1,'] },
      ['contacts.csv 2 contract_number: names contract Y-9'],
    ],
    [
      'an address twice',
      { contacts: ['K-2,Ada,ada@example.com,+49 1,', 'k-2,Ada,ADA@EXAMPLE.com,+49 1,'] },
      ['contacts.csv 3 email: stands already'],
    ],
    [
      'a contact before the order',
      { contacts: ['K-2,Ada,ada@example.com,+49 1,2022-01-01'] },
      ['contacts.csv 2 since: must be 2023-01-01 or later'],
    ],
    [
      'a contact ahead',
      { contacts: ['K-2,Ada,ada@example.com,+49 1,2026-06-11'] },
      ['contacts.csv 2 since: lies ahead.'],
    ],
    [
      'satellites of a plan without',
      { ...contract('Y-1,X-1,op5,basic,1,2025-01-01,2025-02-01,12'), satellites: ['Y-1,s,'] },
      ['satellites.csv 2 contract_number: names a contract on Basic version 1, which covers no satellites.'],
    ],
    [
      'a satellite before the activation',
      { satellites: ['K-2,s,2023-08-30'] },
      ['satellites.csv 2 since: must be 2023-08-31 or later'],
    ],
    [
      'a satellite of a contract to come',
      { satellites: ['K-3,s,'] },
      ['satellites.csv 2 contract_number: names a contract that is active from 2026-07-01 on.'],
    ],
    [
      'one satellite too many',
      { satellites: ['3', '4', '5', '6'].map((n) => `K-1,fulda-${n},`) },
      [
        'satellites.csv 5 contract_number: names contract K-1, whose plan, Standard version 1, has room for 5 satellites.',
      ],
    ],
    [
      'a year that is over',
      { usage: ['K-2,2024-08-31,1,0'] },
      ['usage.csv 2 year_from: must be 2025-08-31, with which the running contract year begins'],
    ],
    [
      'use of a contract to come',
      { usage: ['K-3,2026-07-01,1,0'] },
      ['usage.csv 2 contract_number: names a contract that is active from 2026-07-01 on.'],
    ],
    [
      'more use than the plan grants',
      { ...contract('Y-1,X-1,it-novum,standard,1,2025-08-01,2025-09-01,12'), usage: ['Y-1,2025-09-01,26,2'] },
      ['usage.csv 2 incidents: must not be above 25', 'usage.csv 2 included_blocks: must not be above 1'],
    ],
    [
      'a notice that ended the contract',
      { ...ofPremium, notices: ['Y-1,CUSTOMER,2025-12-31,,'] },
      ['notices.csv 2 received_at: ended the contract on 2026-03-01. Leave the contract out.'],
    ],
    [
      'an end at which the contract does not renew',
      { ...ofPremium, notices: ['Y-1,CUSTOMER,2026-01-31,2027-03-02,'] },
      [
        'notices.csv 2 ends_on: must be a renewal date after the receipt, such as 2027-03-01, not 2027-03-02.',
      ],
    ],
    [
      'a notice before the order',
      { ...ofPremium, notices: ['Y-1,PROVIDER,2025-01-31,,'] },
      ['notices.csv 2 received_at: must be 2025-02-01 or later'],
    ],
    [
      'a notice ahead',
      { ...ofPremium, notices: ['Y-1,PROVIDER,2026-06-11,,'] },
      ['notices.csv 2 received_at: lies ahead.'],
    ],
    [
      'two notices of one party',
      { ...ofPremium, notices: ['Y-1,PROVIDER,2026-06-01,,', 'Y-1,PROVIDER,2026-06-02,,'] },
      ['notices.csv 3 party: stands already'],
    ],
    [
      'a notice of a contract that is there without',
      { notices: ['K-1,CUSTOMER,2026-06-01,,'] },
      ['notices.csv 2 contract_number: names contract K-1, which is in the database without this.'],
    ],
    [
      'a change to an unknown plan',
      { ...ofPremium, changes: ['Y-1,gold,1,2027-03-01'] },
      ['changes.csv 2 plan: it-novum has no plan gold.'],
    ],
    [
      'a change to the plan in force',
      { ...ofPremium, changes: ['Y-1,premium,1,2027-03-01'] },
      ['changes.csv 2 plan: is in force already'],
    ],
    [
      'a change that was made',
      { ...ofPremium, changes: ['Y-1,basic,1,2026-06-10'] },
      ['changes.csv 2 effective_on: must be after today, 2026-06-10'],
    ],
    [
      'a smaller plan on another day than the renewal',
      { ...ofPremium, changes: ['Y-1,basic,1,2027-02-28'] },
      ['changes.csv 2 effective_on: must be 2027-03-01, the next renewal date'],
    ],
    [
      'a smaller plan that does not fit',
      { ...ofPremium, satellites: ['Y-1,s,'], changes: ['Y-1,basic,1,2027-03-01'] },
      ['changes.csv 2 plan: has room for 0 satellites, and the contract has 1.'],
    ],
    [
      'a suspension ahead, and one before the order',
      { ...ofPremium, suspensions: ['Y-1,2026-06-11,Why', 'K-2,2022-01-01,Why'] },
      [
        'suspensions.csv 2 since: lies ahead.',
        'suspensions.csv 3 contract_number: names contract K-2, which is',
      ],
    ],
    [
      'blocks of an order before the activation',
      { ...ofPremium, blocks: ['Y-1,2025-02-28,1,150,EUR,10'] },
      ['blocks.csv 2 ordered_at: must be 2025-03-01 or later'],
    ],
    [
      'blocks of one order twice',
      { ...ofPremium, blocks: ['Y-1,2025-03-01,1,150,EUR,10', 'Y-1,2025-03-01,2,150.00,EUR,10'] },
      ['blocks.csv 3 ordered_at: stands already'],
    ],
  ])('%s is told, and nothing more', async (_, content, faults) => {
    expect(await faultsOf(content)).toEqual(faults.map((fault) => expect.stringContaining(fault) as string));
  });

  it('what names a row at fault is not at fault, too', async () => {
    const content = {
      customers: ['X-1,,EUROPE,,,'],
      contracts: ['Y-1,X-1,op5,basic,7,2025-01-01,2025-02-01,12'],
      contacts: ['Y-1,Ada,ada@example.com,1,'],
    };
    expect(await faultsOf(content)).toEqual([
      expect.stringContaining('customers.csv 2 name: is missing.'),
      expect.stringContaining('contracts.csv 2 plan_version'),
    ]);
  });
});
