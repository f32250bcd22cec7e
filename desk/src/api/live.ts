type Listener = (contractId: string | null) => void;

const listeners = new Set<Listener>();
/** The contracts that something happened to since the listeners were last told; null: perhaps all of them. */
let changed = new Set<string | null>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Many events of one moment lead to one look. */
const GATHERED_FOR_MS = 300;

/** Has a listener told when something has happened; returns what ends that. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the listeners, soon, that something has happened to a contract; null: to any. */
export function tell(contractId: string | null): void {
  changed.add(contractId);
  timer ??= setTimeout(() => {
    const told = changed;
    changed = new Set();
    timer = undefined;
    for (const contract of told) listeners.forEach((listener) => listener(contract));
  }, GATHERED_FOR_MS);
}
