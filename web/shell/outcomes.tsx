import { Button } from '@mantine/core';
import { useFetcher, useParams } from '@remix-run/react';
import { Fragment, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { newRequestId } from '../components/request-id.tsx';
import type { Outcome } from '../routing/outcome.ts';
import { useClock } from '../times/clock.tsx';
import look from './notes.module.css';
import { outcomeNote } from './outcome-note.ts';
import { useShell } from './shell-context.ts';

// Comes with the first outcome: nobody needs it to read or to decide.
const notes = () => import('./notes.tsx');
const Notes = lazy(async () => ({ default: (await notes()).Notes }));

/** How many demos back an act may still be on its way when one has moved on. */
const REMEMBERED = 8;

/** Tells how every act on a demo ended, also of one that was left meanwhile. */
export function Outcomes() {
  const { number } = useParams();
  const visited = useRef<string[]>([]);
  if (number && !visited.current.includes(number))
    visited.current = [...visited.current, number].slice(-REMEMBERED);
  const [hasNews, setNews] = useState(false);
  return (
    <>
      {visited.current.map((each) => (
        <Fragment key={each}>
          <Watch number={each} kind="act" onNews={setNews} />
          <Watch number={each} kind="message" onNews={setNews} />
        </Fragment>
      ))}
      {hasNews && (
        <Suspense fallback={null}>
          <Notes />
        </Suspense>
      )}
    </>
  );
}

interface WatchProps {
  number: string;
  kind: 'act' | 'message';
  onNews: (hasNews: true) => void;
}

function Watch({ number, kind, onNews }: WatchProps) {
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
      submit(
        { intent: 'undo', requestId: newRequestId() },
        { method: 'post', action: `/g/${guildId}/submissions/${number}` },
      );
    };
    onNews(true);
    const text =
      note.undoSeconds > 0 ? (
        <span className={look.undo}>
          {note.text}
          <Button size="xs" onClick={undo}>
            {t('act.undo')}
          </Button>
        </span>
      ) : (
        note.text
      );
    void notes().then(({ showNote }) => showNote({ ...note, id, text }));
  }, [data, guildId, kind, number, onNews, read, submit, t]);
  return null;
}
