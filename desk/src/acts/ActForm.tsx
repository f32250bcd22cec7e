import { FormEvent, ReactNode, useRef, useState } from 'react';
import { Dialog } from '../ui/Dialog';
import { Problem } from '../ui/Problem';
import { UserErrors } from '../ui/UserErrors';
import { newIdempotencyKey } from './idempotency-key';
import { Outcome } from './refusal';

interface ActFormProps {
  readonly title: string;
  readonly submit: string;
  /** Sends the mutation, with this key, so that what is sent twice is done once. */
  readonly act: (form: FormData, idempotencyKey: string) => Promise<Outcome>;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly isReady?: boolean;
  readonly children: ReactNode;
}

/** A dialog with a form that does one thing. What is refused is told beside the form, which keeps what was typed. */
export function ActForm({ title, submit, act, onClose, onDone, isReady = true, children }: ActFormProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isSending, setSending] = useState(false);
  const key = useRef(newIdempotencyKey());

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSending(true);
    const result = await act(new FormData(event.currentTarget), key.current);
    setSending(false);
    setOutcome(result);
    if (result.failure === null && result.refusals.length === 0) return onDone();
    // After a refusal something else is sent. After a failure the same is sent again, perhaps for the second time.
    if (result.failure === null) key.current = newIdempotencyKey();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(event) => void send(event)}>
        {children}
        <Problem text={outcome?.failure ?? null} />
        <UserErrors errors={outcome?.refusals ?? []} />
        <div className="row end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button className="primary" disabled={isSending || !isReady}>
            {submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
