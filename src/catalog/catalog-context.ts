import { RequestContext } from '../platform/request-context';
import { Catalog } from './persistence/catalog';

/** The request as every feature downstream of the catalog sees it. */
export class CatalogContext extends RequestContext {
  constructor(
    readonly catalog: Catalog,
    ...request: ConstructorParameters<typeof RequestContext>
  ) {
    super(...request);
  }
}
