import { Caller } from '../shared/domain/caller';
import { KnownCallers } from './known-callers';
import { KnownPeople, tokenIn } from './known-people';
import { apiKeyIn } from './use-cases/authenticate';

/** Who sends a header `Authorization`: whatever looks like an API key is one, and a text of three parts a person's token. */
export class Callers {
  constructor(
    private readonly keys: KnownCallers,
    /** Null where no identity provider is set. */
    private readonly people: KnownPeople | null,
  ) {}

  /** Whether the header holds a key or a token that was good when it was last looked up, however long ago. */
  wasGood(authorization: string | undefined): boolean {
    const token = this.tokenIn(authorization);
    return token === null ? this.keys.wasGood(authorization) : this.people!.wasGood(token);
  }

  /** The caller; null where it is no valid key. Throws what KnownCallers and KnownPeople throw. */
  find(authorization: string | undefined): Promise<Caller | null> {
    const token = this.tokenIn(authorization);
    return token === null ? this.keys.find(authorization) : this.people!.find(token);
  }

  private tokenIn(authorization: string | undefined): string | null {
    return this.people === null || apiKeyIn(authorization) !== null ? null : tokenIn(authorization);
  }
}
