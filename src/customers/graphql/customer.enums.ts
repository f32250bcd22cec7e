import { registerEnumType } from 'type-graphql';
import { CustomerOrder } from '../persistence/customer-list';
import { Language } from '../domain/language';

export const LanguageEnum: Record<Language, Language> = { EN: 'EN', DE: 'DE' };

registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'In which language a customer is written to.',
  valuesConfig: { EN: { description: 'English.' }, DE: { description: 'German.' } },
});

export const CustomerOrderEnum: Record<CustomerOrder, CustomerOrder> = {
  CREATED: 'CREATED',
  NAME: 'NAME',
  NUMBER: 'NUMBER',
};

registerEnumType(CustomerOrderEnum, {
  name: 'CustomerOrder',
  description: 'In which order customers are listed.',
  valuesConfig: {
    CREATED: { description: 'In the order in which they were created.' },
    NAME: { description: 'By name, whatever its letters’ case.' },
    NUMBER: { description: 'By number, whatever its letters’ case.' },
  },
});
