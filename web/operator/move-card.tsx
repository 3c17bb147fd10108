import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MoveChange } from '../../domain/operator/types.ts';
import { operatorT } from '../catalogues/operator.ts';
import { count, lasted, size } from '../presenters/amount.ts';
import { isUnderWay } from '../presenters/move.ts';
import type { MoveRow } from '../presenters/operator.ts';
import type { Outcome } from '../routing/outcome.ts';
import { MoveSteps } from '../storage/move-steps.tsx';
import { placeName } from '../storage/place-name.ts';
import { When } from '../times/when.tsx';
import { Ask } from './ask.tsx';
import console from './console.module.css';
import look from './move-card.module.css';
import { ServerName } from './server-name.tsx';
import { Tag } from './tag.tsx';

interface Props {
  move: MoveRow;
  requestId: string;
  outcome: Outcome | undefined;
}

const TONES = {
  running: 'wait',
  paused: 'warn',
  aborting: 'warn',
  aborted: 'plain',
  failed: 'bad',
  done: 'good',
} as const;

/** One move: who, from where to where, how far, and what can be done about it. */
export function MoveCard({ move, requestId, outcome }: Props) {
  return (
    <li className={look.card}>
      <header className={look.head}>
        <div>
          <ServerName id={move.guildId} name={move.guildName} />
        </div>
        <p className={look.way}>
          {placeName(move.from)} <span aria-hidden="true">→</span> {placeName(move.to)}
        </p>
        <Tag tone={TONES[move.state]}>{operatorT(`moves.state.${move.state}`)}</Tag>
      </header>
      <MoveSteps move={move} />
      {isUnderWay(move) && move.canAbort && (
        <Progress
          value={move.rowsTotal ? Math.min(100, (move.rowsCopied / move.rowsTotal) * 100) : 100}
          size={5}
          aria-label={operatorT('moves.rows')}
        />
      )}
      <dl className={look.facts}>
        <Fact name="rows">{`${count(move.rowsCopied)} / ${count(move.rowsTotal)}`}</Fact>
        <Fact name="size">{size(move.bytesCopied)}</Fact>
        <Fact name="pause">
          {move.pauseMs === null ? operatorT('moves.pause_none') : lasted(move.pauseMs)}
        </Fact>
        <Fact name={move.endedAt ? 'ended' : 'started'}>
          <When at={move.endedAt ?? move.startedAt} />
        </Fact>
        {move.retireAt && (
          <Fact name="retires">
            <When at={move.retireAt} as="stamp" />
          </Fact>
        )}
        {move.problemCode && (
          <Fact name="problem">
            <code className={look.code}>{move.problemCode}</code>
          </Fact>
        )}
        <Fact name="requested">
          <span className={console.id}>{move.requestedBy}</span>
        </Fact>
      </dl>
      <footer className={look.foot}>
        <p className={look.reason}>{move.reason}</p>
        <div className={console.acts}>
          {changesOf(move).map((change) => (
            <Ask
              key={change}
              id={`${change} ${move.id}`}
              intent="change"
              fields={{ moveId: move.id, change }}
              label={operatorT(`moves.act.${change}`)}
              title={operatorT(`moves.ask.${change}`)}
              text={operatorT(`moves.ask_text.${change}`)}
              isDangerous={change === 'abort' || change === 'reopen'}
              requestId={requestId}
              outcome={outcome}
            />
          ))}
        </div>
      </footer>
    </li>
  );
}

function changesOf({ state, canAbort, canRetry, canReopen }: MoveRow): MoveChange[] {
  const ends: MoveChange[] = [
    ...(canAbort ? (['abort'] as const) : []),
    ...(canReopen ? (['reopen'] as const) : []),
  ];
  switch (state) {
    case 'running':
      return [...(canAbort ? (['pause'] as const) : []), ...ends];
    case 'paused':
      return ['resume', ...ends];
    case 'aborting':
      return ends;
    default:
      return canRetry ? ['retry'] : [];
  }
}

type FactName =
  | 'rows'
  | 'size'
  | 'pause'
  | 'started'
  | 'ended'
  | 'retires'
  | 'problem'
  | 'requested';

const Fact = ({ name, children }: { name: FactName; children: ReactNode }) => (
  <div>
    <dt>{operatorT(`moves.${name}`)}</dt>
    <dd>{children}</dd>
  </div>
);
