import { CatalogContext } from '../catalog/catalog-context';
import { createCustomer } from '../customers/use-cases/create-customer';
import { DEMO_CUSTOMER_NUMBER } from './demo-data';

export async function makeDemoData(context: CatalogContext): Promise<void> {
  await createCustomer(context, {
    number: DEMO_CUSTOMER_NUMBER,
    name: 'Hanse Logistik GmbH',
    region: 'EUROPE',
    isPartner: false,
    partnerId: null,
  });
}
