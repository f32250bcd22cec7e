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
  const { timeZone } = snapshot.plan.provider;
  return (
    <div className="quotas">
      <QuotaBar name="Support requests" quota={snapshot.incidents} timeZone={timeZone} />
      <QuotaBar name="Named contacts" quota={snapshot.namedContacts} timeZone={timeZone} />
      <QuotaBar
        name="Included consulting blocks"
        quota={snapshot.includedConsultingBlocks}
        timeZone={timeZone}
      />
      <QuotaBar
        name="Additional consulting blocks"
        quota={snapshot.additionalConsultingBlocks}
        timeZone={timeZone}
      />
      <QuotaBar name="Satellites" quota={snapshot.satellites} timeZone={timeZone} />
    </div>
  );
}
