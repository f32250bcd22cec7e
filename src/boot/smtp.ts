import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { MailOutcome } from '../events/domain/mail-outcome';
import { AddressedMail, SendMail } from '../events/use-cases/send-mails';
import { MailSender } from './mail-settings';

/** Shorter in all than a process has to stop. */
const LIMITS = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 10_000 };

/** One mailbox, which could not be taken for more: of other addresses no mail server is asked. */
const ADDRESS = /^[^\s<>()[\],;:\\"@]+@[^\s<>()[\],;:\\"@]+$/;

/** Sends mails by the server of SMTP_URL, one connection each. Whatever goes wrong is an outcome; nothing is thrown. */
export function smtpSender(url: string, from: MailSender): SendMail {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const smtp = createTransport({ url, ...LIMITS, disableFileAccess: true, disableUrlAccess: true });
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  const compose = async ({ to, subject, text, html, id, thread }: AddressedMail) => {
    const { message } = await composer.sendMail({
      from,
      to,
      subject,
      text,
      html,
      messageId: `<${id}@${domain}>`,
      references: `<${thread}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return message as Buffer;
  };
  return async (mail) => {
    const { address } = mail.to;
    if (!ADDRESS.test(address)) return { kind: 'BOUNCED', code: 'INVALID_ADDRESS' };
    const raw = new HandedOver(await compose(mail));
    try {
      await smtp.sendMail({ envelope: { from: from.address, to: [address] }, raw });
      return { kind: 'SENT' };
    } catch (error) {
      return outcomeOf(error as SmtpError, raw.isBegun);
    }
  };
}

/** The text of a mail, which knows whether somebody has begun to read it. */
class HandedOver extends Readable {
  isBegun = false;

  constructor(private readonly content: Buffer) {
    super();
  }

  override _read(): void {
    this.isBegun = true;
    this.push(this.content);
    this.push(null);
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/** Of what the server refuses for good, that which is about this mail alone: its recipient, or its text. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

/** What is wrong with the sender or its password is mended by the operator, and the mails wait for it. */
function outcomeOf(
  { code = 'UNKNOWN', command = '', responseCode }: SmtpError,
  isBegun: boolean,
): MailOutcome {
  if (responseCode !== undefined) {
    const isFinal = responseCode >= 500 && ABOUT_THE_MAIL.has(command);
    return { kind: isFinal ? 'BOUNCED' : 'DEFERRED', code: String(responseCode) };
  }
  return { kind: isBegun ? 'UNKNOWN' : 'DEFERRED', code };
}
