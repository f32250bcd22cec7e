import { RequestContext } from '../catalog/request-context';
import { contactsById } from '../contacts/persistence/named-contacts';
import { blocksById } from '../consulting/persistence/consulting-blocks';
import { contractsById } from '../contracts/persistence/contracts';
import { customersById } from '../customers/persistence/customers';
import { incidentsById } from '../incidents/persistence/incidents';
import { satellitesById } from '../satellites/persistence/satellites';

type Find = (context: RequestContext, id: string) => Promise<object | null>;

/** How each kind of thing is found by its key, within the caller's tenant scope. A map: clients name the kinds. */
export const NODES: ReadonlyMap<string, Find> = new Map<string, Find>(
  Object.entries({
    Provider: async ({ catalog }, id) => {
      await catalog.refresh();
      return (await catalog.allProviders()).find((provider) => provider.id === id) ?? null;
    },
    Plan: ({ catalog }, id) => catalog.findPlan(id),
    Customer: (context, id) => context.load(customersById, id),
    Contract: (context, id) => context.load(contractsById, id),
    NamedContact: (context, id) => context.load(contactsById, id),
    Satellite: (context, id) => context.load(satellitesById, id),
    ConsultingBlock: (context, id) => context.load(blocksById, id),
    Incident: (context, id) => context.load(incidentsById, id),
  } satisfies Record<string, Find>),
);
