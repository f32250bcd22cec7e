import { readFile } from 'node:fs/promises';
import {
  ManifestError,
  TrustedDocuments,
  trustedDocumentsOf,
} from '../graphql/trusted-documents/trusted-documents';
import { Environment, EnvironmentError } from './environment';

/**
 * The trusted documents of TRUSTED_DOCUMENTS_FILE; null where TRUSTED_DOCUMENTS is off. Throws EnvironmentError where the
 * file cannot be read or is no manifest.
 */
export async function readTrustedDocuments({
  TRUSTED_DOCUMENTS: mode,
  TRUSTED_DOCUMENTS_FILE: file,
}: Pick<Environment, 'TRUSTED_DOCUMENTS' | 'TRUSTED_DOCUMENTS_FILE'>): Promise<TrustedDocuments | null> {
  if (mode === 'off') return null;
  try {
    return trustedDocumentsOf(await readFile(file!, 'utf8'));
  } catch (error) {
    const fault = error instanceof ManifestError ? error.message : unreadable(error);
    throw new EnvironmentError([`TRUSTED_DOCUMENTS_FILE: ${file} ${fault}`]);
  }
}

function unreadable(error: unknown): string {
  return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no reason'})`;
}
