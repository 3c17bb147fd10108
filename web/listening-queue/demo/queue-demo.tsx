import { TrackList } from '../../player/track-list.tsx';
import { usePageTracks } from '../../player/use-page-tracks.ts';
import { FormAnswers, ListenLink, type ReasonChoice } from '../../submissions/index.ts';
import type { FocusView } from '../listen-view.ts';
import { useEndOfTrack } from '../play/use-end-of-track.ts';
import { useMutedArrival } from '../play/use-muted-arrival.ts';
import { FocusedDemo } from './focused-demo.tsx';
import { InlineQueueReject } from './inline-queue-reject.tsx';
import { ListenHint } from './listen-hint.tsx';
import { QueueActions } from './queue-actions.tsx';
import styles from './queue-demo.module.css';
import { QueueNotes } from './queue-notes.tsx';
import { UpcomingDemos } from './upcoming-demos.tsx';
import type { QueueCommands } from './use-queue-commands.ts';

interface Props {
  focus: FocusView;
  commands: QueueCommands;
  isAutoAdvancing: boolean;
  /** Saved ones, for a rejection. */
  reasons: readonly ReasonChoice[];
  requestIds: Record<'decide' | 'status' | 'note' | 'place', string>;
}

/** One demo of the queue: what it is, what one hears, what one decides, what is said about it. */
export function QueueDemo({ focus, commands, isAutoAdvancing, reasons, requestIds }: Props) {
  const { demo, tracks } = focus;
  const { queue } = commands;
  useMutedArrival(demo.number, tracks, queue.arrivedBy);
  usePageTracks(demo, tracks);
  useEndOfTrack(demo.number, tracks, isAutoAdvancing, () => queue.next('end'));
  const isLinkPlayable = tracks.some(({ source }) => source.kind === 'embed');
  return (
    <article className={styles.demo} aria-labelledby="demo-title">
      <FocusedDemo demo={demo} queue={queue} />
      {!queue.isDecided && (
        <InlineQueueReject number={demo.number} reasons={reasons} requestId={requestIds.decide} />
      )}
      <div className={styles.sound}>
        <TrackList tracks={tracks} link={demo} keys="Space" />
        {!isLinkPlayable && (demo.url || tracks.length === 0) && <ListenLink demo={demo} />}
        <ListenHint focus={focus} />
      </div>
      <div className={styles.actions} data-foot>
        <QueueActions number={demo.number} commands={commands} requestIds={requestIds} />
      </div>
      <div className={styles.columns}>
        <div className={styles.said}>
          <FormAnswers demo={demo} />
          <QueueNotes focus={focus} queue={queue} requestId={requestIds.note} />
        </div>
        <UpcomingDemos queue={queue} />
      </div>
    </article>
  );
}
