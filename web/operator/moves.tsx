import { Link } from '@remix-run/react';
import { MOVE_FILTERS, type MoveFilter } from '../../domain/operator/types.ts';
import { usePolling } from '../live/use-polling.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { isInProgress } from '../storage/index.ts';
import { useT } from '../strings/use-t.ts';
import styles from './console.module.css';
import { ListPage } from './list-page.tsx';
import cardStyles from './move-card.module.css';
import { MoveCard } from './move-card.tsx';
import type { MoveRow } from './operator-view.ts';
import { StartMove } from './start-move.tsx';
import { operatorStrings } from './strings.en.ts';

/** What the page's forms get back. */
export interface MovesResults {
  start: never;
  change: object;
}

interface Data {
  state: MoveFilter;
  moves: MoveRow[];
  nextBefore: string | null;
  regions: { key: string; name: string }[];
  start: string;
  requestId: string;
  asOf: number;
}

/** Moves as they happen. */
export function Moves({ data, outcome }: { data: Data; outcome: AnyOutcome | undefined }) {
  const t = useT(operatorStrings);
  const { state, start, regions, requestId } = data;
  const { moves, nextBefore } = usePolling(data, `/operator/moves?state=${state}`, (each) =>
    each.moves.some(isInProgress),
  );
  return (
    <>
      <p className={styles.intro}>{t('operator.moves.intro')}</p>
      <nav className={cardStyles.filter} aria-label={t('operator.moves.filter')}>
        {MOVE_FILTERS.map((each) => (
          <Link
            key={each}
            to={each === 'active' ? '?' : `?state=${each}`}
            aria-current={state === each ? 'true' : undefined}
          >
            {t(`operator.moves.${each}`)}
          </Link>
        ))}
      </nav>
      <ListPage
        count={moves.length}
        empty={{
          title: t(`operator.moves.empty.${state}.title`),
          text: t(`operator.moves.empty.${state}.text`),
        }}
        olderQuery={nextBefore ? { state, before: nextBefore } : null}
      >
        <ul className={cardStyles.cards} aria-label={t('operator.nav.moves')}>
          {moves.map((move) => (
            <MoveCard key={move.id} move={move} requestId={requestId} outcome={outcome} />
          ))}
        </ul>
      </ListPage>
      <StartMove
        key={start}
        guildId={start}
        regions={regions}
        requestId={requestId}
        outcome={outcome}
      />
    </>
  );
}
