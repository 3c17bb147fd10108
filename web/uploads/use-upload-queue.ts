import { useBeforeUnload } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UploadSummary } from '../../domain/uploads/types.ts';
import { toItem, type UploadItem } from './upload-item.ts';
import { hasRunning, UploadQueue } from './upload-queue.ts';

/** The page's uploads. Leaving the page while one runs is asked about. */
export function useUploadQueue(endpoint: string, known: readonly UploadSummary[]) {
  const [items, setItems] = useState<readonly UploadItem[]>(() => known.map(toItem));
  const queue = useRef<UploadQueue | null>(null);
  const initial = useRef(known);

  useEffect(() => {
    const created = new UploadQueue(
      new URL(endpoint, window.location.href).href,
      initial.current,
      setItems,
    );
    queue.current = created;
    const retry = () => created.retry();
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
      created.close();
    };
  }, [endpoint]);

  const isBusy = hasRunning(items);
  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (isBusy) event.preventDefault();
      },
      [isBusy],
    ),
  );

  return {
    items,
    add: useCallback((files: readonly File[]) => queue.current?.add(files), []),
    retry: useCallback((key: string) => queue.current?.retry(key), []),
    remove: useCallback((key: string) => void queue.current?.remove(key), []),
  };
}
