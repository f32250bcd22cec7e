import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf } from '../api/messages';
import { graphql } from '../gql';
import { NoticeParty } from '../gql/graphql';
import { useViewer } from '../session/viewer';
import { day, words } from '../time/format';
import { Badge } from '../ui/Badge';
import { Problem } from '../ui/Problem';
import { ActProps } from './act-props';
import { ActForm } from './ActForm';
import { optional } from '../ui/form-values';
import { outcomeOf } from './refusal';

const PREVIEW = graphql(`
  query PreviewNotice($contractId: ID!, $party: NoticeParty!) {
    previewNotice(contractId: $contractId, party: $party) {
      endsOn
      inTime
      deadline
      explanation
      consequences {
        kind
        at
        explanation
      }
    }
  }
`);

const GIVE_NOTICE = graphql(`
  mutation GiveNotice($input: GiveNoticeInput!) {
    giveNotice(input: $input) {
      contract {
        id
        endsOn
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives notice, received now, after showing what that does. */
export function GiveNotice({ contract, onClose, onDone }: ActProps) {
  const { role } = useViewer();
  const [party, setParty] = useState<NoticeParty>('CUSTOMER');
  const [{ data, error }] = useQuery({
    query: PREVIEW,
    variables: { contractId: contract.id, party },
    requestPolicy: 'network-only',
  });
  const [, give] = useMutation(GIVE_NOTICE);
  const preview = data?.previewNotice;
  const act = async (form: FormData, idempotencyKey: string) =>
    outcomeOf(
      await give({
        input: {
          contractId: contract.id,
          party,
          reason: optional(form, 'reason'),
          acceptConsequences: form.has('accept'),
          idempotencyKey,
        },
      }),
    );
  return (
    <ActForm
      title="Give notice"
      submit="Give notice"
      act={act}
      isReady={preview != null}
      onClose={onClose}
      onDone={() => onDone('The notice was recorded.')}
    >
      {role !== 'CUSTOMER' && (
        <label>
          Who gives notice
          <select value={party} onChange={(event) => setParty(event.target.value as NoticeParty)}>
            <option value="CUSTOMER">The customer</option>
            <option value="PROVIDER">The provider</option>
          </select>
        </label>
      )}
      <Problem text={failureOf(error)} />
      {preview && (
        <div className="preview" aria-live="polite">
          <p>
            Ends on <strong>{day(preview.endsOn)}</strong>{' '}
            <Badge tone={preview.inTime ? 'good' : 'warning'}>
              {preview.inTime ? 'In time' : 'Too late for this term'}
            </Badge>
          </p>
          <p>{preview.explanation}</p>
          <ul>
            {preview.consequences.map(({ kind, at, explanation }) => (
              <li key={`${kind} ${at}`}>
                <strong>{words(kind)}</strong>: {explanation}
              </li>
            ))}
          </ul>
        </div>
      )}
      <label>
        Reason
        <input name="reason" />
      </label>
      {preview != null && preview.consequences.length > 0 && (
        <label className="check">
          <input type="checkbox" name="accept" /> I have read what is cut off by it
        </label>
      )}
    </ActForm>
  );
}
