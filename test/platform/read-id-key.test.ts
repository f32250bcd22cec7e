import { readIdKey } from '../../src/platform/read-id-key';
import { TEST_ID_KEY } from '../support/id-key';
import { workerDatabase } from '../support/test-database';

it('the key of ids is that of the database, and one that was deleted is said to be missing', async () => {
  const { database, close } = await workerDatabase();
  expect(await readIdKey(database.sql)).toEqual(TEST_ID_KEY);
  const undone = database.transaction(async ({ sql }) => {
    await sql.rows('DELETE FROM id_cipher');
    await expect(readIdKey(sql)).rejects.toThrow('id_cipher is empty');
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  await close();
});
