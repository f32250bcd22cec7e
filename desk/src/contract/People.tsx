import { dayOf } from '../time/format';
import { Section } from '../ui/Section';
import { Contract } from './contract-query';

/** Who may submit requests, and which satellites are covered. */
export function People({ contract: { namedContacts, satellites } }: { contract: Contract }) {
  return (
    <Section title="Contacts and satellites">
      <ul className="plain">
        {namedContacts.map(({ id, name, email, phone }) => (
          <li key={id}>
            <strong>{name}</strong>
            <a href={`mailto:${email}`}>{email}</a> <span className="quiet">{phone}</span>
          </li>
        ))}
      </ul>
      {namedContacts.length === 0 && <p className="quiet">No contact is named.</p>}
      <h3>Satellites</h3>
      <ul className="plain compact">
        {satellites.map(({ id, name, registeredAt }) => (
          <li key={id}>
            {name} <span className="quiet">since {dayOf(registeredAt)}</span>
          </li>
        ))}
      </ul>
      {satellites.length === 0 && <p className="quiet">None is registered.</p>}
    </Section>
  );
}
