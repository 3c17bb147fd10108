import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { useFetchers, useSubmit } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { Status } from '../../domain/submissions/status.ts';
import type { T } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import { IconAlert, IconCheck } from '../components/icons.ts';
import { newRequestId } from '../components/request-id.tsx';
import { problemText } from '../errors/text.ts';
import { isOutcome, type Outcome } from '../routing/outcome.ts';
import { useClock } from '../times/clock.tsx';
import look from './notes.module.css';

/** Tells how every act of every form ended, also of one whose page was left meanwhile. */
export function Notes() {
  const t = useT();
  const submit = useSubmit();
  const { read } = useClock();
  const fetchers = useFetchers();
  const told = useRef(new WeakSet<object>());
  useEffect(() => {
    for (const { state, data, formAction, formData } of fetchers) {
      if (state !== 'loading' || !isOutcome(data) || told.current.has(data)) continue;
      told.current.add(data);
      const undo = (number: number) => () => {
        notifications.hide(`undo-${number}`);
        submit(
          { intent: 'undo', requestId: newRequestId() },
          { method: 'post', action: formAction, navigate: false, fetcherKey: `act-${number}` },
        );
      };
      tell(t, data, read(), formData?.get('status') as Status | undefined, undo);
    }
  });
  return (
    <Notifications
      position="bottom-right"
      limit={3}
      containerWidth={380}
      zIndex={300}
      className={look.notes}
    />
  );
}

function tell(
  t: T,
  outcome: Outcome,
  now: number,
  status: Status | undefined,
  undo: (number: number) => () => void,
) {
  if (!outcome.ok) {
    const { title, text } = problemText(t, outcome.problem);
    const id = outcome.problem.requestId;
    return show('bad', title, id ? `${text} ${id}` : text, { autoClose: 10_000 });
  }
  const { intent, number, undoUntil } = outcome;
  if (number === null) return show('good', t(`outcome.${intent as 'rename'}`), null, {});
  const seconds = undoUntil ? Math.max(0, Math.round((undoUntil - now) / 1_000)) : 0;
  if (seconds > 0) {
    return show(
      intent === 'approve' ? 'good' : 'plain',
      t(`outcome.${intent as 'approve'}`),
      <span className={look.undo}>
        {t('outcome.approve_text', { number, seconds })}
        <Button size="xs" onClick={undo(number)}>
          {t('act.undo')}
        </Button>
      </span>,
      { id: `undo-${number}`, autoClose: Math.min(seconds, 8) * 1_000 },
    );
  }
  const text =
    intent === 'undo'
      ? t('outcome.undo_text', { number })
      : intent === 'message'
        ? t('outcome.message_text', { number })
        : status
          ? t('outcome.status_text', { number, status: t(`status.${status}`).toLowerCase() })
          : null;
  show('good', t(`outcome.${intent as 'undo'}`), text, {});
}

function show(
  kind: 'good' | 'bad' | 'plain',
  title: string,
  message: React.ReactNode,
  options: { id?: string; autoClose?: number },
) {
  const colour = { good: 'var(--good)', bad: 'var(--bad)', plain: 'var(--dim)' }[kind];
  notifications.show({
    title,
    message,
    autoClose: 4_000,
    withBorder: false,
    icon: kind === 'bad' ? <IconAlert size={20} /> : <IconCheck size={20} />,
    style: { '--note-colour': colour } as React.CSSProperties,
    role: kind === 'bad' ? 'alert' : 'status',
    ...options,
  });
}
