import { Progress } from '@mantine/core';
import { useLocation } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Banner } from '../components/banner.tsx';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import { formatElapsed } from '../times/format-duration.ts';
import { Timestamp } from '../times/timestamp.tsx';
import { AbortMove } from './abort-move.tsx';
import { describeMove } from './describe-move.ts';
import { formatCount } from './format-amount.ts';
import { formatPlacement } from './format-placement.ts';
import { WorldMap } from './map/world-map.tsx';
import styles from './move-panel.module.css';
import { MoveSteps } from './move-steps.tsx';
import { isInProgress, type Move } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import type { Region } from './storage-view.ts';
import { storageStrings } from './strings.en.ts';

interface Props {
  move: Move;
  regions: readonly Region[];
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/** A move: how far it is, what it costs, and how to stop it. */
export function MovePanel({ move, regions, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const { tone, title, text } = describeMove(t, move);
  const panel = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  // Started here: the button that was pressed is gone.
  useEffect(() => {
    if (hash === '#move') panel.current?.focus({ preventScroll: true });
  }, [hash]);
  const isMapShown =
    isInProgress(move) &&
    move.canAbort &&
    [move.from, move.to].every(({ region }) => isOnMap(regions, region));
  return (
    <section
      id="move"
      ref={panel}
      className={styles.panel}
      aria-labelledby="move-title"
      data-tone={tone}
      tabIndex={-1}
    >
      {isMapShown && (
        <WorldMap
          regions={regions}
          currentRegion={move.from.region}
          targetRegion={move.to.region}
          isMoving
        />
      )}
      <header className={styles.head} aria-live="polite">
        <h2 id="move-title" className={styles.title}>
          {title}
        </h2>
        <p className={styles.text}>{text}</p>
        {!isMapShown && (
          <p className={styles.way}>
            {t('storage.move.from_to', {
              from: formatPlacement(t, move.from),
              to: formatPlacement(t, move.to),
            })}
          </p>
        )}
      </header>
      {move.state === 'running' && move.problem && (
        <Banner tone="warn" role="status" title={t('storage.problem.title')}>
          {t(`storage.problem.${move.problem}`)}
        </Banner>
      )}
      <MoveSteps move={move} />
      <MoveProgress move={move} />
      {(move.canAbort || isInProgress(move)) && (
        <footer className={styles.foot}>
          <p>{t(move.canAbort ? 'storage.move.can_abort' : 'storage.move.cannot_abort')}</p>
          {move.canAbort && <AbortMove move={move} requestId={requestId} outcome={outcome} />}
        </footer>
      )}
    </section>
  );
}

const isOnMap = (regions: readonly Region[], region: string | null) =>
  regions.some(({ key, at }) => key === region && at);

function MoveProgress({ move }: { move: Move }) {
  const t = useT(storageStrings);
  // They are counted when the move has prepared its target.
  const isCounted = move.rowsTotal > 0;
  const progressPercent = isCounted ? Math.min(100, (move.rowsCopied / move.rowsTotal) * 100) : 0;
  const rows = isCounted
    ? t('storage.move.progress_value', {
        copied: formatCount(t, move.rowsCopied),
        total: formatCount(t, move.rowsTotal),
      })
    : t(isInProgress(move) ? 'storage.move.progress_counting' : 'storage.move.progress_none');
  return (
    <div className={styles.amounts}>
      {isInProgress(move) && move.canAbort && (
        <Progress.Root size={6}>
          <Progress.Section
            value={progressPercent}
            aria-label={t('storage.move.progress')}
            aria-valuetext={rows}
          />
        </Progress.Root>
      )}
      <dl className={styles.facts}>
        <Fact name={t('storage.move.progress')}>{rows}</Fact>
        <Fact name={t('storage.move.size')}>{formatBytes(t, move.bytesCopied)}</Fact>
        <Fact name={t(move.canAbort ? 'storage.move.pause' : 'storage.move.paused_for')}>
          {move.pauseMs === null ? t('storage.move.pause_none') : formatElapsed(t, move.pauseMs)}
        </Fact>
        {move.retireAt ? (
          <Fact name={t('storage.move.retires_at')}>
            <Timestamp at={move.retireAt} format="stamp" />
          </Fact>
        ) : (
          <Fact name={t(move.endedAt ? 'storage.move.ended' : 'storage.move.started')}>
            <Timestamp at={move.endedAt ?? move.startedAt} format="stamp" />
          </Fact>
        )}
      </dl>
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
