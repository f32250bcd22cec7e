import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the owner of the database, and nobody else, write what the ledger says into an order or a block whose row says
 * otherwise. Without it a damaged row could be put right by a superuser alone, with all triggers off.
 */
export class Repairs1795300000225 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OWNS_TABLE);
    for (const { table, refusal } of KEPT)
      await runner.query(triggerOf(table, refusal, `WHEN (${IS_NO_REPAIR} OR NOT owns_table('${table}'))`));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, refusal } of KEPT) await runner.query(triggerOf(table, refusal, ''));
    await runner.query('DROP FUNCTION owns_table(regclass)');
  }
}

/** Asked first: it is all that a write of the program pays. */
const IS_NO_REPAIR = `coalesce(current_setting('ambit.repair', true), '') <> 'on'`;

const OWNS_TABLE = `
  CREATE FUNCTION owns_table(changed regclass) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = changed
  $$;
`;

const KEPT = [
  { table: 'consulting_orders', refusal: 'refuse_order_change' },
  { table: 'consulting_blocks', refusal: 'refuse_block_change' },
];

function triggerOf(table: string, refusal: string, condition: string): string {
  return `
    DROP TRIGGER ${table}_kept ON ${table};
    CREATE TRIGGER ${table}_kept BEFORE UPDATE ON ${table}
      FOR EACH ROW ${condition} EXECUTE FUNCTION ${refusal}();
  `;
}
