import { useEffect, useRef } from 'react';
import { listen } from './live';

/**
 * Calls `refresh` when something has happened that the page shows: with a contract, only what belongs to it. A page that was
 * hidden looks when it is shown again.
 */
export function useLive(refresh: () => void, contractId?: string): void {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    const stop = listen((changed) => {
      if (changed === null || contractId === undefined || changed === contractId) look();
    });
    document.addEventListener('visibilitychange', look);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }, [contractId]);
}
