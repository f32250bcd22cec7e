import { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhook endpoints that are disabled since a backup was restored. */
export class RestoredEndpoints1795300000227 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(checkOf(`'BY_HAND', 'GONE', 'FAILING', 'RESTORED'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE webhook_endpoints SET disabled_reason = 'BY_HAND' WHERE disabled_reason = 'RESTORED'`,
    );
    await runner.query(checkOf(`'BY_HAND', 'GONE', 'FAILING'`));
  }
}

function checkOf(reasons: string): string {
  return `
    ALTER TABLE webhook_endpoints DROP CONSTRAINT webhook_endpoints_disabled_reason_check,
      ADD CONSTRAINT webhook_endpoints_disabled_reason_check
        CHECK (disabled_reason IN (${reasons}) AND NOT enabled OR disabled_reason IS NULL AND enabled);
  `;
}
