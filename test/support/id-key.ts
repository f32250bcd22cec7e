/** The key of ids of every database of the tests, so that a test can name a thing by its number. */
export const TEST_ID_KEY = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
