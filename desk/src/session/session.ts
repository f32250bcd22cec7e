import { useSyncExternalStore } from 'react';

const NAME = 'ambit-token';
const listeners = new Set<() => void>();

/** The API key or access token of the person at this tab; it is forgotten with the tab. Null: nobody is logged in. */
export function currentToken(): string | null {
  return sessionStorage.getItem(NAME);
}

export function logIn(token: string): void {
  sessionStorage.setItem(NAME, token);
  listeners.forEach((tell) => tell());
}

export function logOut(): void {
  sessionStorage.removeItem(NAME);
  listeners.forEach((tell) => tell());
}

export function useToken(): string | null {
  return useSyncExternalStore(subscribe, currentToken);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
