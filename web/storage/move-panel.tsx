import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { storageT } from '../catalogues/storage.ts';
import { Banner } from '../components/banner.tsx';
import { count, lasted, size } from '../presenters/amount.ts';
import { isUnderWay, type Move } from '../presenters/move.ts';
import type { Region } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import { When } from '../times/when.tsx';
import { Abort } from './abort.tsx';
import { WorldMap } from './map/world-map.tsx';
import look from './move-panel.module.css';
import { MoveSteps } from './move-steps.tsx';
import { moveWords } from './move-words.ts';
import { placeName } from './place-name.ts';

interface Props {
  move: Move;
  regions: readonly Region[];
  requestId: string;
  outcome: Outcome | undefined;
}

/** A move: how far it is, what it costs, and the way out of it. */
export function MovePanel({ move, regions, requestId, outcome }: Props) {
  const { tone, title, text } = moveWords(move);
  const isMapped =
    isUnderWay(move) &&
    move.canAbort &&
    [move.from, move.to].every(({ region }) => isOnMap(regions, region));
  return (
    <section className={look.panel} aria-labelledby="move" data-tone={tone}>
      {isMapped && (
        <WorldMap regions={regions} here={move.from.region} to={move.to.region} isMoving />
      )}
      <header className={look.head} aria-live="polite">
        <h2 id="move" className={look.title}>
          {title}
        </h2>
        <p className={look.text}>{text}</p>
        {!isMapped && (
          <p className={look.way}>
            {storageT('move.from_to', { from: placeName(move.from), to: placeName(move.to) })}
          </p>
        )}
      </header>
      {move.state === 'running' && move.problem && (
        <Banner tone="warn" role="status" title={storageT('problem.title')}>
          {storageT(`problem.${move.problem}`)}
        </Banner>
      )}
      <MoveSteps move={move} />
      <Amounts move={move} />
      {(move.canAbort || isUnderWay(move)) && (
        <footer className={look.foot}>
          <p>{storageT(move.canAbort ? 'move.can_abort' : 'move.cannot_abort')}</p>
          {move.canAbort && <Abort move={move} requestId={requestId} outcome={outcome} />}
        </footer>
      )}
    </section>
  );
}

const isOnMap = (regions: readonly Region[], region: string | null) =>
  regions.some(({ key, at }) => key === region && at);

function Amounts({ move }: { move: Move }) {
  const done = move.rowsTotal === 0 ? 100 : Math.min(100, (move.rowsCopied / move.rowsTotal) * 100);
  const rows = storageT('move.progress_value', {
    copied: count(move.rowsCopied),
    total: count(move.rowsTotal),
  });
  return (
    <div className={look.amounts}>
      {isUnderWay(move) && move.canAbort && (
        <Progress.Root size={6}>
          <Progress.Section
            value={done}
            aria-label={storageT('move.progress')}
            aria-valuetext={rows}
          />
        </Progress.Root>
      )}
      <dl className={look.facts}>
        <Fact name={storageT('move.progress')}>{rows}</Fact>
        <Fact name={storageT('move.size')}>{size(move.bytesCopied)}</Fact>
        <Fact name={storageT(move.canAbort ? 'move.pause' : 'move.paused_for')}>
          {move.pauseMs === null ? storageT('move.pause_none') : lasted(move.pauseMs)}
        </Fact>
        {move.retireAt ? (
          <Fact name={storageT('move.retires_at')}>
            <When at={move.retireAt} as="stamp" />
          </Fact>
        ) : (
          <Fact name={storageT(move.endedAt ? 'move.ended' : 'move.started')}>
            <When at={move.endedAt ?? move.startedAt} as="stamp" />
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
