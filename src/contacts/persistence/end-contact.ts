import { Transaction } from '../../shared/persistence/database';
import { statement } from '../../shared/persistence/sql';

const END = statement(
  'end-contact',
  'UPDATE named_contacts SET valid_to = greatest($2, valid_from) WHERE id = $1',
);

/** Ends a contact now. One whose beginning a faster clock wrote ends where it began. */
export async function endContact({ sql }: Transaction, contactId: string, now: Date): Promise<void> {
  await sql.rows(END, [contactId, now]);
}
