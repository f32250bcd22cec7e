import { useMutation } from 'urql';
import { graphql } from '../gql';
import { Channel, FirstResponseKind, IncidentRowFragment } from '../gql/graphql';
import { ActForm } from './ActForm';
import { optional, text } from '../ui/form-values';
import { choicesOf, Select } from '../ui/Select';
import { outcomeOf } from './refusal';

const RECORD_FIRST_RESPONSE = graphql(`
  mutation RecordFirstResponse($input: RecordFirstResponseInput!) {
    recordFirstResponse(input: $input) {
      incident {
        ...IncidentRow
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const KINDS: readonly FirstResponseKind[] = ['STARTED', 'INFORMATION_NEEDED', 'SOLUTION_PROPOSED'];
const CHANNELS: readonly Channel[] = ['EMAIL', 'PHONE'];

interface RecordResponseProps {
  readonly incident: IncidentRowFragment;
  readonly onClose: () => void;
  readonly onDone: (what: string) => void;
}

/** Records that support responded, now. The clock of the response stops with it. */
export function RecordResponse({ incident, onClose, onDone }: RecordResponseProps) {
  const [, record] = useMutation(RECORD_FIRST_RESPONSE);
  const act = async (form: FormData, idempotencyKey: string) =>
    outcomeOf(
      await record({
        input: {
          incidentId: incident.id,
          kind: text(form, 'kind') as FirstResponseKind,
          channel: text(form, 'channel') as Channel,
          note: optional(form, 'note'),
          idempotencyKey,
        },
      }),
    );
  return (
    <ActForm
      title={`First response to ${incident.reference}`}
      submit="Record"
      act={act}
      onClose={onClose}
      onDone={() => {
        onClose();
        onDone(`The first response to ${incident.reference} was recorded.`);
      }}
    >
      <div className="row">
        <Select label="What it was" name="kind" choices={choicesOf(KINDS)} />
        <Select label="Sent by" name="channel" choices={choicesOf(CHANNELS)} />
      </div>
      <label>
        What the customer was told
        <textarea name="note" rows={3} />
      </label>
    </ActForm>
  );
}
