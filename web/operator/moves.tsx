import { Link } from '@remix-run/react';
import { MOVE_FILTERS, type MoveFilter } from '../../domain/operator/types.ts';
import { operatorT } from '../catalogues/operator.ts';
import { isUnderWay } from '../presenters/move.ts';
import type { MoveRow } from '../presenters/operator.ts';
import type { Outcome } from '../routing/outcome.ts';
import { useFresh } from '../storage/use-fresh.ts';
import look from './console.module.css';
import { Listing } from './listing.tsx';
import card from './move-card.module.css';
import { MoveCard } from './move-card.tsx';
import { StartMove } from './start-move.tsx';

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
export function Moves({ data, outcome }: { data: Data; outcome: Outcome | undefined }) {
  const { state, start, regions, requestId } = data;
  const { moves, nextBefore } = useFresh(data, `/operator/moves?state=${state}`, (each) =>
    each.moves.some(isUnderWay),
  );
  return (
    <>
      <p className={look.intro}>{operatorT('moves.intro')}</p>
      <nav className={card.filter} aria-label={operatorT('moves.filter')}>
        {MOVE_FILTERS.map((each) => (
          <Link
            key={each}
            to={each === 'active' ? '?' : `?state=${each}`}
            aria-current={state === each ? 'true' : undefined}
          >
            {operatorT(`moves.${each}`)}
          </Link>
        ))}
      </nav>
      <Listing
        count={moves.length}
        empty={{
          title: operatorT(`moves.empty.${state}.title`),
          text: operatorT(`moves.empty.${state}.text`),
        }}
        older={nextBefore ? { state, before: nextBefore } : null}
      >
        <ul className={card.cards} aria-label={operatorT('nav.moves')}>
          {moves.map((move) => (
            <MoveCard key={move.id} move={move} requestId={requestId} outcome={outcome} />
          ))}
        </ul>
      </Listing>
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
