import { SnapshotFragment } from '../gql/graphql';
import { QuotaBar } from '../ui/QuotaBar';
import { Section } from '../ui/Section';

/** What the plan grants, and how much of it is used. */
export function Quotas({ snapshot }: { snapshot: SnapshotFragment }) {
  return (
    <Section title="Quotas">
      <QuotaBars snapshot={snapshot} />
    </Section>
  );
}

export function QuotaBars({ snapshot }: { snapshot: SnapshotFragment }) {
  return (
    <div className="quotas">
      <QuotaBar name="Support requests" quota={snapshot.incidents} />
      <QuotaBar name="Named contacts" quota={snapshot.namedContacts} />
      <QuotaBar name="Included consulting blocks" quota={snapshot.includedConsultingBlocks} />
      <QuotaBar name="Additional consulting blocks" quota={snapshot.additionalConsultingBlocks} />
      <QuotaBar name="Satellites" quota={snapshot.satellites} />
    </div>
  );
}
