import { useBeforeUnload } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { UploadSummary } from '../../domain/uploads/types.ts';
import { toItem, type UploadItem } from './upload-item.ts';
import { hasRunning, UploadQueue } from './upload-queue.ts';

/** The page's uploads. Leaving the page while one runs is asked about. */
export function useUploadQueue(endpoint: string, known: readonly UploadSummary[]) {
  const [items, setItems] = useState<readonly UploadItem[]>(() => known.map(toItem));
  const queue = useRef<Promise<UploadQueue> | null>(null);
  const initial = useRef(known);

  useEffect(() => {
    // Files that are chosen before it is there wait for it.
    const created = import('tus-js-client').then(
      (tus) =>
        new UploadQueue(
          tus,
          new URL(endpoint, window.location.href).href,
          initial.current,
          setItems,
        ),
    );
    queue.current = created;
    const retry = () => void created.then((each) => each.retry());
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
      void created.then((each) => each.close());
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
    add: useCallback(
      (files: readonly File[]) => void queue.current?.then((each) => each.add(files)),
      [],
    ),
    retry: useCallback((key: string) => void queue.current?.then((each) => each.retry(key)), []),
    remove: useCallback((key: string) => void queue.current?.then((each) => each.remove(key)), []),
  };
}
