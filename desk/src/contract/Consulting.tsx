import { BlockStatus } from '../gql/graphql';
import { dayOf, instant, words } from '../time/format';
import { Badge, Tone } from '../ui/Badge';
import { Section } from '../ui/Section';
import { Contract } from './contract-query';

const TONES: Readonly<Record<BlockStatus, Tone>> = {
  BOOKED: 'warning',
  DELIVERED: 'good',
  CANCELLED: 'plain',
  REVERSED: 'plain',
};

/** Appointments, and what was ordered on top of the plan. */
export function Consulting({ contract: { consultingBlocks, consultingOrders } }: { contract: Contract }) {
  const newest = [...consultingBlocks.nodes].sort((a, b) => b.startsAt.localeCompare(a.startsAt));
  return (
    <Section title="Consulting">
      <ul className="plain">
        {newest.map(({ id, status, source, startsAt, hours, subject, consultant }) => (
          <li key={id}>
            <strong>{subject}</strong> <Badge tone={TONES[status]}>{words(status)}</Badge>
            <div className="quiet">
              {instant(startsAt)} · {hours} h · {words(source).toLowerCase()}
              {consultant && ` · ${consultant}`}
            </div>
          </li>
        ))}
      </ul>
      {newest.length === 0 && <p className="quiet">Nothing was booked yet.</p>}
      <h3>Orders</h3>
      <ul className="plain">
        {consultingOrders.map(
          ({ id, orderedAt, blocks, usedBlocks, remainingBlocks, discountPercent, netAmount }) => (
            <li key={id}>
              <strong>
                {blocks} blocks, {netAmount.amount} {netAmount.currency}
              </strong>
              <div className="quiet">
                {dayOf(orderedAt)} · {discountPercent} % off · {usedBlocks} used, {remainingBlocks} left
              </div>
            </li>
          ),
        )}
      </ul>
      {consultingOrders.length === 0 && <p className="quiet">Nothing was ordered on top.</p>}
    </Section>
  );
}
