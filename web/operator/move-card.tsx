import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MoveChange } from '../../domain/operator/types.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import {
  formatCount,
  formatPlacement,
  isInProgress,
  MoveSteps,
  storageStrings,
} from '../storage/index.ts';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import { formatElapsed } from '../times/format-duration.ts';
import { Timestamp } from '../times/timestamp.tsx';
import { Badge } from './badge.tsx';
import consoleStyles from './console.module.css';
import styles from './move-card.module.css';
import type { MoveRow } from './operator-view.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ServerName } from './server-name.tsx';
import { operatorStrings } from './strings.en.ts';

interface Props {
  move: MoveRow;
  requestId: string;
  outcome: AnyOutcome | undefined;
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
  const t = useT(operatorStrings);
  const storageT = useT(storageStrings);
  return (
    <li className={styles.card}>
      <header className={styles.head}>
        <div>
          <ServerName id={move.guildId} name={move.guildName} />
        </div>
        <p className={styles.way}>
          {formatPlacement(storageT, move.from)} <span aria-hidden="true">→</span>{' '}
          {formatPlacement(storageT, move.to)}
        </p>
        <Badge tone={TONES[move.state]}>{t(`operator.moves.state.${move.state}`)}</Badge>
      </header>
      <MoveSteps move={move} />
      {isInProgress(move) && move.canAbort && (
        <Progress
          value={move.rowsTotal ? Math.min(100, (move.rowsCopied / move.rowsTotal) * 100) : 0}
          size={5}
          aria-label={t('operator.moves.rows')}
        />
      )}
      <dl className={styles.facts}>
        <Fact name="rows">{`${formatCount(t, move.rowsCopied)} / ${formatCount(t, move.rowsTotal)}`}</Fact>
        <Fact name="size">{formatBytes(t, move.bytesCopied)}</Fact>
        <Fact name="pause">
          {move.pauseMs === null ? t('operator.moves.pause_none') : formatElapsed(t, move.pauseMs)}
        </Fact>
        <Fact name={move.endedAt ? 'ended' : 'started'}>
          <Timestamp at={move.endedAt ?? move.startedAt} />
        </Fact>
        {move.retireAt && (
          <Fact name="retires">
            <Timestamp at={move.retireAt} format="stamp" />
          </Fact>
        )}
        {move.problemCode && (
          <Fact name="problem">
            <code className={styles.code}>{move.problemCode}</code>
          </Fact>
        )}
        <Fact name="requested">
          <span className={consoleStyles.id}>{move.requestedBy}</span>
        </Fact>
      </dl>
      <footer className={styles.foot}>
        <p className={styles.reason}>{move.reason}</p>
        <div className={consoleStyles.actions}>
          {getAvailableChanges(move).map((change) => (
            <ReasonDialog
              key={change}
              id={`${change} ${move.id}`}
              intent="change"
              fields={{ moveId: move.id, change }}
              label={t(`operator.moves.act.${change}`)}
              title={t(`operator.moves.ask.${change}`)}
              text={t(`operator.moves.ask_text.${change}`)}
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

function getAvailableChanges({ state, canAbort, canRetry, canReopen }: MoveRow): MoveChange[] {
  const endingChanges: MoveChange[] = [
    ...(canAbort ? (['abort'] as const) : []),
    ...(canReopen ? (['reopen'] as const) : []),
  ];
  switch (state) {
    case 'running':
      return [...(canAbort ? (['pause'] as const) : []), ...endingChanges];
    case 'paused':
      return ['resume', ...endingChanges];
    case 'aborting':
      return endingChanges;
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

const Fact = ({ name, children }: { name: FactName; children: ReactNode }) => {
  const t = useT(operatorStrings);
  return (
    <div>
      <dt>{t(`operator.moves.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  );
};
