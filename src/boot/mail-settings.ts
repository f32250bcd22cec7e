import { z } from 'zod';

/** From whom mails come. */
export interface MailSender {
  readonly name: string;
  readonly address: string;
}

const SENDER = /^(?:([^<>"\r\n]*[^<>"\r\n\s])\s*<([^\s<>@]+@[^\s<>@]+)>|([^\s<>@]+@[^\s<>@]+))$/;

/** The sender that MAIL_FROM names. */
export function senderOf(text: string): MailSender {
  const [, name = '', named, bare] = SENDER.exec(text)!;
  return { name, address: named ?? bare! };
}

function isSmtpUrl(text: string): boolean {
  return /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
}

/** By which server mails go out, from whom, and with which texts. */
export const MAIL_SETTINGS = {
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must look like smtp://user:password@host:587 or smtps://user:password@host:465')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(SENDER, 'must look like support@example.com or Support <support@example.com>')
    .optional(),
  MAIL_TEMPLATES: z.string().min(1).optional(),
};

/** A mail without a sender is refused by most servers. */
export const SENDER_RULE: [
  (settings: { readonly SMTP_URL?: unknown; readonly MAIL_FROM?: unknown }) => boolean,
  { readonly path: string[]; readonly message: string; readonly when: () => boolean },
] = [
  ({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined,
  // Told beside the faults of other settings too.
  { path: ['MAIL_FROM'], message: 'goes with SMTP_URL: say from whom mails come', when: () => true },
];
