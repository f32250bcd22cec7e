import { ReactNode, useId } from 'react';

/** A card with a heading, which screen readers list among the parts of the page. */
export function Section(props: {
  title: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`card ${props.className ?? ''}`}>
      <div className="heading">
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
