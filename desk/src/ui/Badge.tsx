import { ReactNode } from 'react';

export type Tone = 'good' | 'warning' | 'bad' | 'plain';

/** A short word with a colour that says the same. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
