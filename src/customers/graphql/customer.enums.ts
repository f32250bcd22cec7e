import { registerEnumType } from 'type-graphql';
import { Language } from '../domain/language';

export const LanguageEnum: Record<Language, Language> = { EN: 'EN', DE: 'DE' };

registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'In which language a customer is written to.',
  valuesConfig: { EN: { description: 'English.' }, DE: { description: 'German.' } },
});
