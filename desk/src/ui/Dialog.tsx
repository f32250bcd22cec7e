import { ReactNode, useEffect, useId, useRef } from 'react';

/** A dialog over the page. Escape closes it, and the focus goes back to where it was. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={props.onClose}>
      <header>
        <h2 id={id}>{props.title}</h2>
        <button className="plain" aria-label="Close" onClick={() => dialog.current!.close()}>
          ✕
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
