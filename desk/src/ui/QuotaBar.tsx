import { dayOf } from '../time/format';

export interface Quota {
  readonly limit?: number | null;
  readonly used: number;
  readonly resetsAt?: string | null;
}

/** How full a quota is, from 0 to 1; null where there is no limit. A quota of none that is not used is not full. */
export function fullness({ limit, used }: Quota): number | null {
  if (limit == null) return null;
  return limit === 0 ? (used > 0 ? 1 : 0) : Math.min(1, used / limit);
}

/** A quota as a bar, with its numbers in words. The day on which it begins anew is one of the provider’s calendar. */
export function QuotaBar({ name, quota, timeZone }: { name: string; quota: Quota; timeZone: string }) {
  const part = fullness(quota);
  const tone = part === null || part < 0.8 ? '' : part < 1 ? 'near' : 'full';
  const of = quota.limit == null ? 'unlimited' : `of ${quota.limit}`;
  return (
    <div className={`quota ${quota.limit === 0 ? 'none' : tone}`}>
      <span className="name">{name}</span>
      <span className="numbers">
        <strong>{quota.used}</strong> {of}
      </span>
      <meter
        min={0}
        max={quota.limit || 1}
        value={part === null ? 0 : quota.used}
        aria-label={`${name}: ${quota.used} ${of}`}
      />
      {quota.resetsAt != null && quota.limit !== 0 && (
        <span className="quiet">anew on {dayOf(quota.resetsAt, timeZone)}</span>
      )}
    </div>
  );
}
