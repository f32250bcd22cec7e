import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../../src/boot/environment';
import { readTrustedDocuments } from '../../src/boot/read-trusted-documents';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ambit-trusted-'));
  file = join(folder, 'persisted-documents.json');
});
afterAll(() => rm(folder, { recursive: true }));

const DOCUMENT = 'query Providers {\n  providers {\n    name\n  }\n}';
const hashOf = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');
const SHA1 = hashOf('sha1', DOCUMENT);
const SHA256 = hashOf('sha256', DOCUMENT);

async function read(manifest: string) {
  await writeFile(file, manifest);
  return readTrustedDocuments({ TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: file });
}

it.each([
  ['SHA-1', SHA1, [SHA1]],
  ['SHA-256', SHA256, [SHA256, `sha256:${SHA256}`]],
])('a document of the manifest under its %s is found by its id and by its text', async (_name, id, asked) => {
  const documents = await read(JSON.stringify({ [id]: DOCUMENT }));
  for (const each of asked) expect(documents!.find(each)).toBe(DOCUMENT);
  expect(documents!.has(DOCUMENT)).toBe(true);
  expect(documents!.has(`${DOCUMENT} `)).toBe(false);
  for (const unknown of ['', id.slice(1), id.toUpperCase(), '__proto__', 'constructor'])
    expect(documents!.find(unknown)).toBeNull();
});

it('nothing is read where TRUSTED_DOCUMENTS is off', async () => {
  const file = join(folder, 'not-there.json');
  expect(await readTrustedDocuments({ TRUSTED_DOCUMENTS: 'off', TRUSTED_DOCUMENTS_FILE: file })).toBeNull();
});

const BROKEN = 'query {';

it.each<[string, string, string]>([
  ['no JSON', '{', 'is not JSON'],
  ['a list', '[]', 'is not an object of documents by their hashes, {"hash": "document"}'],
  ['null', 'null', 'is not an object of documents by their hashes, {"hash": "document"}'],
  ['no documents', '{}', 'holds no documents'],
  [
    'an id that is no hash',
    JSON.stringify({ providers: DOCUMENT }),
    'has an entry providers that is no document under its SHA-1 or SHA-256',
  ],
  [
    'an entry that is no text',
    JSON.stringify({ [SHA1]: { document: DOCUMENT } }),
    `has an entry ${SHA1.slice(0, 12)}… that is no document under its SHA-1 or SHA-256`,
  ],
  [
    'a document that was changed by hand',
    JSON.stringify({ [SHA256]: DOCUMENT.replace('name', 'code') }),
    `has a document under ${SHA256.slice(0, 12)}… whose sha256 is another`,
  ],
  [
    'a document that is not GraphQL',
    JSON.stringify({ [hashOf('sha1', BROKEN)]: BROKEN }),
    `has a document under ${hashOf('sha1', BROKEN).slice(0, 12)}… that is not GraphQL`,
  ],
])('a manifest with %s is refused in one line that names the setting', async (_name, manifest, fault) => {
  await expect(read(manifest)).rejects.toEqual(
    new EnvironmentError([`TRUSTED_DOCUMENTS_FILE: ${file} ${fault}`]),
  );
});

it('a file that is not there, or is a folder, is refused in one line that names the setting', async () => {
  for (const [path, code] of [
    [join(folder, 'not-there.json'), 'ENOENT'],
    [folder, 'EISDIR'],
  ] as const) {
    await expect(
      readTrustedDocuments({ TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: path }),
    ).rejects.toThrow(`TRUSTED_DOCUMENTS_FILE: ${path} cannot be read (${code})`);
  }
});
