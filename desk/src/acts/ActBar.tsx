import { ReactNode, useState } from 'react';
import { Act, useMay } from '../session/viewer';
import { ActProps } from './act-props';
import { BookBlock } from './BookBlock';
import { ChangePlan } from './ChangePlan';
import { GiveNotice } from './GiveNotice';
import { OpenIncident } from './OpenIncident';

const ACTS: readonly {
  readonly act: Act;
  readonly name: string;
  readonly Form: (props: ActProps) => ReactNode;
}[] = [
  { act: 'openIncident', name: 'Open an incident', Form: OpenIncident },
  { act: 'bookConsultingBlock', name: 'Book consulting', Form: BookBlock },
  { act: 'changePlan', name: 'Change the plan', Form: ChangePlan },
  { act: 'giveNotice', name: 'Give notice', Form: GiveNotice },
];

/** The acts that the viewer may do, each behind a button. */
export function ActBar({ contract, onDone }: Pick<ActProps, 'contract' | 'onDone'>) {
  const may = useMay();
  const [open, setOpen] = useState<Act | null>(null);
  const Form = ACTS.find(({ act }) => act === open)?.Form;
  return (
    <div className="row acts">
      {ACTS.filter(({ act }) => may(act)).map(({ act, name }) => (
        <button key={act} onClick={() => setOpen(act)}>
          {name}
        </button>
      ))}
      {Form && (
        <Form
          contract={contract}
          onClose={() => setOpen(null)}
          onDone={(what) => {
            setOpen(null);
            onDone(what);
          }}
        />
      )}
    </div>
  );
}
