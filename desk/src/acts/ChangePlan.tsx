import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../api/messages';
import { QuotaBars } from '../contract/Quotas';
import { graphql } from '../gql';
import { day } from '../time/format';
import { Problem } from '../ui/Problem';
import { UserErrors } from '../ui/UserErrors';
import { ActProps } from './act-props';
import { ActForm } from './ActForm';
import { outcomeOf } from './refusal';

const PREVIEW = graphql(`
  query PreviewPlanChange($contractId: ID!, $planId: ID!) {
    previewPlanChange(contractId: $contractId, planId: $planId) {
      allowed
      effectiveOn
      userErrors {
        ...Refusal
      }
      before {
        ...Snapshot
      }
      after {
        ...Snapshot
      }
    }
  }
`);

const CHANGE_PLAN = graphql(`
  mutation ChangePlan($input: ChangePlanInput!) {
    changePlan(input: $input) {
      contract {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Changes the plan, after showing the contract before and after. */
export function ChangePlan({ contract, onClose, onDone }: ActProps) {
  const { plan } = contract.snapshot;
  const others = plan.provider.plans.filter(({ id }) => id !== plan.id);
  const [planId, setPlanId] = useState(others[0]?.id ?? '');
  const [{ data, error, fetching }] = useQuery({
    query: PREVIEW,
    variables: { contractId: contract.id, planId },
    requestPolicy: 'network-only',
    pause: planId === '',
  });
  const [, change] = useMutation(CHANGE_PLAN);
  const preview = data?.previewPlanChange;
  const act = async (_form: FormData, idempotencyKey: string) =>
    outcomeOf(await change({ input: { contractId: contract.id, planId, idempotencyKey } }));
  return (
    <ActForm
      title="Change the plan"
      submit="Change"
      act={act}
      isReady={!fetching && preview?.allowed === true}
      onClose={onClose}
      onDone={() => onDone('The change of plan was recorded.')}
    >
      <label>
        New plan
        <select value={planId} onChange={(event) => setPlanId(event.target.value)}>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Problem text={failureOf(error)} />
      <UserErrors errors={preview?.userErrors ?? []} />
      {preview?.effectiveOn && (
        <p>
          Counts from <strong>{day(preview.effectiveOn)}</strong>.
        </p>
      )}
      {preview?.after && (
        <div className="compare">
          <section aria-label="Before">
            <h3>Before: {preview.before.plan.name}</h3>
            <QuotaBars snapshot={preview.before} />
          </section>
          <section aria-label="After">
            <h3>After: {preview.after.plan.name}</h3>
            <QuotaBars snapshot={preview.after} />
          </section>
        </div>
      )}
    </ActForm>
  );
}
