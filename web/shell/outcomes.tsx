import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useFetcher, useParams } from '@remix-run/react';
import { Fragment, useEffect, useRef } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { newRequestId } from '../components/request-id.tsx';
import type { Outcome } from '../routing/outcome.ts';
import { useClock } from '../times/clock.tsx';
import look from './notes.module.css';
import { outcomeNote } from './outcome-note.ts';
import { useShell } from './shell-context.ts';
import { showNote } from './show-note.tsx';

/** How many demos back an act may still be on its way when one has moved on. */
const REMEMBERED = 8;

/** Tells how every act on a demo ended, also of one that was left meanwhile. */
export function Outcomes() {
  const { number } = useParams();
  const visited = useRef<string[]>([]);
  if (number && !visited.current.includes(number))
    visited.current = [...visited.current, number].slice(-REMEMBERED);
  return visited.current.map((each) => (
    <Fragment key={each}>
      <Watch number={each} kind="act" />
      <Watch number={each} kind="message" />
    </Fragment>
  ));
}

function Watch({ number, kind }: { number: string; kind: 'act' | 'message' }) {
  const t = useT();
  const { guildId } = useShell();
  const { read } = useClock();
  const { data, submit } = useFetcher<Outcome>({ key: `${kind}-${number}` });
  const told = useRef(data);
  useEffect(() => {
    if (!data || told.current === data) return;
    told.current = data;
    const id = `${kind}-${number}`;
    const note = outcomeNote(t, data, read());
    const undo = () => {
      notifications.hide(id);
      submit(
        { intent: 'undo', requestId: newRequestId() },
        { method: 'post', action: `/g/${guildId}/submissions/${number}` },
      );
    };
    notifications.hide(id);
    showNote({
      ...note,
      id,
      text: note.undoSeconds ? (
        <span className={look.undo}>
          {note.text}
          <Button size="xs" onClick={undo}>
            {t('act.undo')}
          </Button>
        </span>
      ) : (
        note.text
      ),
    });
  }, [data, guildId, kind, number, read, submit, t]);
  return null;
}
