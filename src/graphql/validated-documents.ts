import { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** A parsed document takes some 200 bytes a character, so that this many stay below 20 MB. */
const KEPT_CHARACTERS = 100_000;

/** Documents that Apollo has parsed and validated, by their hash. Kept by size: a client has small ones, an attacker large ones. */
export class ValidatedDocuments {
  private readonly kept = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ loc }) => (loc?.end ?? 0) + 1,
  });

  get(hash: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.kept.get(hash));
  }

  set(hash: string, document: DocumentNode): Promise<void> {
    this.kept.set(hash, document);
    return Promise.resolve();
  }

  delete(hash: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(hash));
  }
}
