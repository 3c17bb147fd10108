import { Button } from '@mantine/core';
import { useFetcher, useParams } from '@remix-run/react';
import { Fragment, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { createRequestId } from '../../components/request-id.tsx';
import { deleteDraft } from '../../drafts/draft-store.ts';
import { useDraftKey } from '../../drafts/use-draft-key.ts';
import { isUnsent } from '../../routing/outcome.ts';
import { useShell } from '../../shell/shell-context.ts';
import { useT } from '../../strings/use-t.ts';
import { useClock } from '../../times/clock.tsx';
import { toDraftSubject } from '../demo/draft-subject.ts';
import type { NotifiedOutcome } from '../demo/outcome.ts';
import { submissionsStrings } from '../strings.en.ts';
import { createOutcomeToast } from './outcome-toast.ts';
import styles from './toasts.module.css';

// Loaded with the first outcome: reading and deciding do not need it.
const loadToasts = () => import('./toasts.tsx');
const Toasts = lazy(async () => ({ default: (await loadToasts()).Toasts }));

/** How many recently opened demos may still have a pending submission. */
const MAX_WATCHED_DEMOS = 8;

/** Shows the outcome of every form of a demo, also after navigating away from it. */
export function OutcomeToasts() {
  const { number } = useParams();
  const visited = useRef<string[]>([]);
  if (number && !visited.current.includes(number))
    visited.current = [...visited.current, number].slice(-MAX_WATCHED_DEMOS);
  const [hasOutcome, setHasOutcome] = useState(false);
  return (
    <>
      {visited.current.map((each) => (
        <Fragment key={each}>
          {(['act', 'message'] as const).map((kind) => (
            <OutcomeWatcher
              key={kind}
              number={each}
              kind={kind}
              isOpen={each === number}
              onOutcome={setHasOutcome}
            />
          ))}
        </Fragment>
      ))}
      {hasOutcome && (
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      )}
    </>
  );
}

interface OutcomeWatcherProps {
  number: string;
  kind: 'act' | 'message';
  /** Whether the demo is open: then its page shows a form that was not handled. */
  isOpen: boolean;
  onOutcome: (hasOutcome: true) => void;
}

function OutcomeWatcher({ number, kind, isOpen, onOutcome }: OutcomeWatcherProps) {
  const t = useT(submissionsStrings);
  const { guildId } = useShell();
  const { getNow } = useClock();
  const { data, submit } = useFetcher<NotifiedOutcome>({ key: `${kind}-${number}` });
  const draftKey = useDraftKey(toDraftSubject(number), kind === 'act' ? 'reason' : 'body');
  const lastNotified = useRef(data);
  useEffect(() => {
    if (!data || lastNotified.current === data) return;
    lastNotified.current = data;
    // Also of a page that was left while it was sent.
    if (data.ok && draftKey) deleteDraft(draftKey);
    if (isOpen && isUnsent(data)) return;
    const id = `${kind}-${number}`;
    const toast = createOutcomeToast(t, data, getNow());
    const undo = () => {
      submit(
        { intent: 'undo', requestId: createRequestId() },
        { method: 'post', action: `/g/${guildId}/submissions/${number}` },
      );
    };
    const text =
      toast.undoSeconds > 0 ? (
        <span className={styles.undo}>
          {toast.text}
          <Button size="xs" onClick={undo}>
            {t('act.undo')}
          </Button>
        </span>
      ) : (
        toast.text
      );
    void loadToasts().then(
      ({ showToast }) => {
        onOutcome(true);
        showToast({ ...toast, id, text, closeLabel: t('app.close') });
      },
      // Offline it cannot be loaded: then the demo's page alone says what was not sent.
      () => {},
    );
  }, [data, draftKey, guildId, isOpen, kind, number, onOutcome, getNow, submit, t]);
  return null;
}
