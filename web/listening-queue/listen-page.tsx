import '../theme/form-styles.ts';
import { useSearchParams } from '@remix-run/react';
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Banner } from '../components/banner.tsx';
import { createCoverStyle } from '../components/cover-style.ts';
import { createLazyDialog } from '../components/lazy-dialog.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { usePlayerQueue } from '../player/use-player-queue.ts';
import { useScrollRestoration } from '../routing/use-scroll-restoration.ts';
import { useT } from '../strings/use-t.ts';
import { UnsentNotices } from './actions/unsent-notices.tsx';
import { DecidedNotice } from './demo/decided-notice.tsx';
import { LastAction } from './demo/last-action.tsx';
import { QueueDemo } from './demo/queue-demo.tsx';
import { useQueueCommands } from './demo/use-queue-commands.ts';
import type { ListenData } from './listen.route.tsx';
import styles from './listen-page.module.css';
import type { FocusView, QueueView } from './listen-view.ts';
import { LoadAhead } from './load-ahead.tsx';
import type { ListenOutcome } from './outcome.ts';
import { type OfflinePage, rememberPage } from './page-cache.ts';
import { useAutoAdvance } from './play/use-auto-advance.ts';
import { NotLoaded, QueueEnd } from './queue-end.tsx';
import { QueueHeader } from './queue-header.tsx';
import { listenStrings } from './strings.en.ts';
import { useListeningQueue } from './use-listening-queue.ts';

const RejectDialog = createLazyDialog(() => import('./demo/queue-reject-dialog.tsx'));

const NO_IDS = { decide: '', status: '', note: '', place: '' };

interface Props {
  data: ListenData | OfflinePage;
  /** Of a form that was posted without script. */
  outcome: ListenOutcome | undefined;
}

/** One demo after the other: listen, decide, go on. */
export function ListenPage({ data, outcome }: Props) {
  const t = useT(listenStrings);
  const focus = data.state === 'loaded' ? data.focus : null;
  const view = data.state === 'loaded' ? data.queue : null;
  const reasons = data.state === 'loaded' ? data.reasons : [];
  const requestIds = data.state === 'loaded' ? data.requestIds : NO_IDS;
  const demo = focus?.demo ?? null;
  const number = demo?.number ?? null;
  const [search] = useSearchParams();
  const scrollContainer = useRef<HTMLDivElement>(null);
  const [rejected, setRejected] = useState<number | null>(null);
  const closeDialog = useCallback(() => setRejected(null), []);
  const autoAdvance = useAutoAdvance();
  const [isAutoAdvancing] = autoAdvance;
  const queue = useListeningQueue(focus, view);
  const commands = useQueueCommands({
    queue,
    title: demo?.title ?? null,
    isAutoAdvancing,
    askReason: () => setRejected(number),
  });
  useEffect(() => {
    if (data.state === 'loaded' && number !== null) rememberPage(queue.pathname, number, data);
  }, [queue.pathname, number, data]);
  useScrollRestoration(scrollContainer, 'listen', String(number));
  usePlayerQueue(useNeighbours(focus, view), queue.pathname, '', 'listening');
  const did = DID_INTENTS.find((intent) => intent === search.get('did'));
  return (
    <div
      className={styles.page}
      ref={scrollContainer}
      style={demo ? (createCoverStyle(demo.artist + demo.title) as CSSProperties) : undefined}
      data-lit={demo ? '' : undefined}
    >
      <div className={styles.inner}>
        <QueueHeader
          queue={queue}
          view={view}
          number={number}
          requestId={requestIds.place}
          autoAdvance={autoAdvance}
        />
        <p className={styles.announced} role="status">
          {demo && t('listen.now', { title: demo.title, artist: demo.artist })}
        </p>
        {outcome && !outcome.ok && (
          <Banner tone="bad" role="alert" title={describeProblem(t, outcome.problem).title}>
            {describeProblem(t, outcome.problem).text} {outcome.problem.requestId}
          </Banner>
        )}
        {did && !outcome && (
          <noscript>
            <p className={styles.did}>{t(`listen.did.${did}`)}</p>
          </noscript>
        )}
        <UnsentNotices queue={queue} />
        {queue.undoable && <LastAction change={queue.undoable} onUndo={queue.undo} />}
        {demo && !queue.undoable && (
          <DecidedNotice demo={demo} queue={queue} requestId={requestIds.decide} />
        )}
        {data.state === 'offline' && <NotLoaded />}
        {data.state === 'loaded' && !focus && (
          <QueueEnd queue={queue} view={data.queue} requestId={requestIds.place} />
        )}
        {focus && (
          <QueueDemo
            key={focus.demo.number}
            focus={focus}
            commands={commands}
            isAutoAdvancing={isAutoAdvancing}
            reasons={reasons}
            requestIds={requestIds}
          />
        )}
      </div>
      <LoadAhead
        pathname={queue.pathname}
        numbers={queue.upcoming.map((upcoming) => upcoming.number)}
      />
      {demo && (
        <RejectDialog
          isOpen={rejected === demo.number}
          onFailed={closeDialog}
          onClose={closeDialog}
          number={demo.number}
          reasons={reasons}
          requestId={requestIds.decide}
          onReject={commands.rejectFor}
        />
      )}
    </div>
  );
}

const DID_INTENTS = ['approve', 'reject', 'undo', 'status', 'note'] as const;

/** What the player's own next and previous go through. */
function useNeighbours(focus: FocusView | null, view: QueueView | null) {
  return useMemo(
    () => [
      ...(view?.previous ? [view.previous] : []),
      ...(focus ? [focus.demo] : []),
      ...(view?.upcoming ?? []),
    ],
    [focus, view],
  );
}
