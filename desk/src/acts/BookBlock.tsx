import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../gql';
import { useViewer } from '../session/viewer';
import { toLocalInput } from '../time/format';
import { ActProps } from './act-props';
import { ActForm } from './ActForm';
import { instantIn, optional, text } from '../ui/form-values';
import { outcomeOf } from './refusal';

const BOOK = graphql(`
  mutation BookConsultingBlock($input: BookConsultingBlockInput!) {
    bookConsultingBlock(input: $input) {
      consultingBlocks {
        id
        status
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

const DAY_MS = 86_400_000;

/** Books an appointment of one or more blocks of four hours. */
export function BookBlock({ contract, onClose, onDone }: ActProps) {
  const { role } = useViewer();
  const [, book] = useMutation(BOOK);
  const [start] = useState(() => toLocalInput(new Date(Date.now() + 7 * DAY_MS)));
  const act = async (form: FormData, idempotencyKey: string) =>
    outcomeOf(
      await book({
        input: {
          contractId: contract.id,
          startsAt: instantIn(form, 'startsAt'),
          blocks: Number(text(form, 'blocks')),
          subject: text(form, 'subject'),
          consultant: optional(form, 'consultant'),
          idempotencyKey,
        },
      }),
    );
  return (
    <ActForm
      title="Book consulting"
      submit="Book"
      act={act}
      onClose={onClose}
      onDone={() => onDone('The appointment was booked.')}
    >
      <div className="row">
        <label>
          Begins
          <input type="datetime-local" name="startsAt" required defaultValue={start} />
        </label>
        <label>
          Blocks of 4 hours
          <input type="number" name="blocks" min={1} max={10} required defaultValue={1} />
        </label>
      </div>
      <label>
        What it is about
        <input name="subject" required maxLength={200} />
      </label>
      {role !== 'CUSTOMER' && (
        <label>
          Consultant
          <input name="consultant" maxLength={200} />
        </label>
      )}
    </ActForm>
  );
}
