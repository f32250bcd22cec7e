import { MigrationInterface, QueryRunner } from 'typeorm';
import { cleanText, foldEmail, foldText } from '../../shared/domain/text';

interface FoldedColumn {
  readonly table: string;
  readonly column: string;
  readonly fold: (text: string) => string;
  /** Other text columns of the table that are brought to the form in which texts are kept. */
  readonly alsoCleaned: readonly string[];
  /** The unique index by which two rows of the same folded text are refused; null where none is. */
  readonly unique: {
    readonly name: string;
    readonly scope: readonly string[];
    readonly where: string;
  } | null;
}

const ALWAYS = 'true';
const COLUMNS: readonly FoldedColumn[] = [
  {
    table: 'customers',
    column: 'number',
    fold: foldText,
    alsoCleaned: [],
    unique: { name: 'customers_number_folded_key', scope: [], where: ALWAYS },
  },
  { table: 'customers', column: 'name', fold: foldText, alsoCleaned: [], unique: null },
  {
    table: 'contracts',
    column: 'number',
    fold: foldText,
    alsoCleaned: [],
    unique: { name: 'contracts_number_folded_key', scope: [], where: ALWAYS },
  },
  {
    table: 'named_contacts',
    column: 'email',
    fold: foldEmail,
    alsoCleaned: ['name', 'phone'],
    unique: {
      name: 'named_contacts_current_email_folded_key',
      scope: ['contract_id'],
      where: 'valid_to IS NULL',
    },
  },
  {
    table: 'satellites',
    column: 'name',
    fold: foldText,
    alsoCleaned: [],
    unique: {
      name: 'satellites_current_name_folded_key',
      scope: ['contract_id'],
      where: 'decommissioned_at IS NULL',
    },
  },
];

const ROWS_A_STEP = 5_000;

/**
 * What is compared by what people see stands folded beside what was written. The program folds, not the database, whose
 * collation and version would otherwise have a say.
 */
export class FoldedTexts1795300000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Many rows take longer than any request may.
    await runner.query('SET LOCAL statement_timeout = 0');
    // First of all, since two texts may be the same once they are cleaned, which is told together with all others.
    await runner.query(`
      ALTER TABLE customers DROP CONSTRAINT customers_number_key;
      ALTER TABLE contracts DROP CONSTRAINT contracts_number_key;
      DROP INDEX named_contacts_current_email_key;
      DROP INDEX satellites_current_name_key;
      ALTER TABLE customers ADD COLUMN language text NOT NULL DEFAULT 'EN'
        CONSTRAINT customers_language_check CHECK (language IN ('EN', 'DE'))`);
    for (const each of COLUMNS) {
      await runner.query(`ALTER TABLE ${each.table} ADD COLUMN ${each.column}_folded text COLLATE "C"`);
      await backfill(runner, each);
    }
    await refuseRepeated(runner);
    await runner.query(`
      ALTER TABLE customers ALTER COLUMN number_folded SET NOT NULL, ALTER COLUMN name_folded SET NOT NULL,
        ADD CONSTRAINT customers_number_folded_key UNIQUE (number_folded);
      ALTER TABLE contracts ALTER COLUMN number_folded SET NOT NULL,
        ADD CONSTRAINT contracts_number_folded_key UNIQUE (number_folded);
      ALTER TABLE named_contacts ALTER COLUMN email_folded SET NOT NULL;
      CREATE UNIQUE INDEX named_contacts_current_email_folded_key ON named_contacts (contract_id, email_folded)
        WHERE valid_to IS NULL;
      ALTER TABLE satellites ALTER COLUMN name_folded SET NOT NULL;
      CREATE UNIQUE INDEX satellites_current_name_folded_key ON satellites (contract_id, name_folded)
        WHERE decommissioned_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers DROP COLUMN language, DROP COLUMN number_folded, DROP COLUMN name_folded,
        ADD CONSTRAINT customers_number_key UNIQUE (number);
      ALTER TABLE contracts DROP COLUMN number_folded, ADD CONSTRAINT contracts_number_key UNIQUE (number);
      ALTER TABLE named_contacts DROP COLUMN email_folded;
      CREATE UNIQUE INDEX named_contacts_current_email_key ON named_contacts (contract_id, lower(email))
        WHERE valid_to IS NULL;
      ALTER TABLE satellites DROP COLUMN name_folded;
      CREATE UNIQUE INDEX satellites_current_name_key ON satellites (contract_id, lower(name))
        WHERE decommissioned_at IS NULL;
    `);
  }
}

type Row = Readonly<Record<string, string>> & { readonly id: string };

async function backfill(
  runner: QueryRunner,
  { table, column, fold, alsoCleaned }: FoldedColumn,
): Promise<void> {
  const written = [column, ...alsoCleaned];
  const targets = [...written, `${column}_folded`];
  const read = `SELECT id, ${written.join(', ')} FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${ROWS_A_STEP}`;
  const update = `UPDATE ${table} t SET ${targets.map((name) => `${name} = new.${name}`).join(', ')}
    FROM unnest($1::bigint[], ${targets.map((_name, place) => `$${place + 2}::text[]`).join(', ')})
      AS new (id, ${targets.join(', ')}) WHERE t.id = new.id`;
  for (let last = '0'; ;) {
    const rows = (await runner.query(read, [last])) as Row[];
    if (rows.length === 0) return;
    const cleaned = written.map((name) => rows.map((row) => cleanText(row[name]!)));
    const folded = cleaned[0]!.map(fold);
    await runner.query(update, [rows.map(({ id }) => id), ...cleaned, folded]);
    last = rows.at(-1)!.id;
  }
}

interface Repeated {
  readonly ids: string;
  readonly texts: string;
}

/** Throws with every group of rows that people would take for the same. */
async function refuseRepeated(runner: QueryRunner): Promise<void> {
  const found: string[] = [];
  for (const { table, column, unique } of COLUMNS) {
    if (unique === null) continue;
    const groups = [...unique.scope, `${column}_folded`].join(', ');
    const rows = (await runner.query(`
      SELECT string_agg(id::text, ', ' ORDER BY id) AS ids, string_agg(to_json(${column})::text, ', ' ORDER BY id) AS texts
      FROM ${table} WHERE ${unique.where} GROUP BY ${groups} HAVING count(*) > 1 ORDER BY min(id)`)) as Repeated[];
    found.push(...rows.map(({ ids, texts }) => `  ${table}, ids ${ids}: ${column} ${texts}`));
  }
  if (found.length === 0) return;
  throw new Error(
    `Rows that people would take for the same stand in the way of this version:\n${found.join('\n')}\n` +
      'With the version that ran before, or in SQL, give each a text of its own or end it, and start again.',
  );
}
