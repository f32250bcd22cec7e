import { EnvironmentError, readEnvironment } from '../../src/boot/environment';
import { senderOf } from '../../src/boot/mail-settings';

const faultsOf = (variables: Record<string, string>) => {
  try {
    readEnvironment(variables);
    return [];
  } catch (error) {
    return (error as EnvironmentError).faults;
  }
};
const SMTP_URL = 'smtp://user:secret@mail.example.com:587';

it.each([
  [
    'another protocol',
    { SMTP_URL: 'http://mail.example.com', MAIL_FROM: 'a@example.com' },
    'SMTP_URL: must look like',
  ],
  ['no host', { SMTP_URL: 'smtp://', MAIL_FROM: 'a@example.com' }, 'SMTP_URL: must look like'],
  ['no sender', { SMTP_URL }, 'MAIL_FROM: goes with SMTP_URL'],
  ['a sender without an address', { SMTP_URL, MAIL_FROM: 'Support' }, 'MAIL_FROM: must look like'],
  [
    'a sender of two lines',
    { SMTP_URL, MAIL_FROM: 'a@example.com\r\nBcc: b@example.com' },
    'MAIL_FROM: must look like',
  ],
  ['two senders', { SMTP_URL, MAIL_FROM: 'a@example.com, b@example.com' }, 'MAIL_FROM: must look like'],
])('settings of mail with %s are refused by name, without the password', (_name, variables, fault) => {
  const faults = faultsOf(variables);
  expect(faults).toEqual([expect.stringContaining(fault)]);
  expect(faults.join()).not.toContain('secret');
});

it('the sender has a name or none', () => {
  expect(faultsOf({ SMTP_URL, MAIL_FROM: 'Support <a@example.com>' })).toEqual([]);
  expect(senderOf('Support <a@example.com>')).toEqual({ name: 'Support', address: 'a@example.com' });
  expect(senderOf('a@example.com')).toEqual({ name: '', address: 'a@example.com' });
});
