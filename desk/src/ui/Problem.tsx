/** A sentence about what went wrong, read out at once; nothing where there is none. */
export function Problem({ text }: { text: string | null }) {
  return (
    <div role="alert" className={text === null ? 'hidden' : 'problem'}>
      {text}
    </div>
  );
}
