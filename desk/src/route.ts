import { MouseEvent, useSyncExternalStore } from 'react';

const START = '/desk';
const listeners = new Set<() => void>();
addEventListener('popstate', tell);

/** The address within the desk with its parameters: `/contracts/ITN-BASIC-1`, and `/` for the list. */
export function useAddress(): URL {
  const href = useSyncExternalStore(subscribe, () => location.href);
  const address = new URL(href);
  address.pathname = address.pathname.slice(START.length) || '/';
  return address;
}

/** Goes to an address within the desk. `replace`: the way back leads past the present one. */
export function go(to: string, { replace = false } = {}): void {
  const address = START + (to.startsWith('/?') ? to.slice(1) : to);
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  tell();
}

/** What makes an anchor lead within the desk without loading the page anew; a new tab opens as it always does. */
export function linkTo(to: string) {
  return {
    href: START + to,
    onClick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(to);
      scrollTo(0, 0);
    },
  };
}

function tell(): void {
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
