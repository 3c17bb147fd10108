import { Button, Kbd } from '@mantine/core';
import { Link } from '@remix-run/react';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import { useT } from '../../strings/use-t.ts';
import { listenStrings } from '../strings.en.ts';
import { ActionForm } from './action-form.tsx';
import styles from './queue-actions.module.css';
import type { QueueCommands } from './use-queue-commands.ts';

interface Props {
  number: number;
  commands: QueueCommands;
  requestIds: Record<'decide' | 'status' | 'place', string>;
}

/**
 * What one does with a demo, in reach of the thumb on a phone. Without script: forms, and a page
 * with the reason.
 */
export function QueueActions({ number, commands, requestIds }: Props) {
  const t = useT(listenStrings);
  const { pathname, isDecided } = commands.queue;
  const demoUrl = `${pathname}?demo=${number}`;
  return (
    <fieldset className={styles.actions} aria-label={t('listen.actions')}>
      {!isDecided && (
        <>
          <div className={styles.form}>
            <Button
              component={Link}
              to={`${demoUrl}&act=reject`}
              variant="bad"
              size="lg"
              className={styles.button}
              rightSection={<Kbd aria-hidden="true">R</Kbd>}
              aria-keyshortcuts="R"
              onClick={(event: React.MouseEvent) => {
                event.preventDefault();
                commands.reject();
              }}
            >
              {t('listen.reject')}
            </Button>
          </div>
          <ActionForm
            action={demoUrl}
            intent="status"
            number={number}
            fields={{ status: 'shortlisted' }}
            requestId={requestIds.status}
            className={styles.form}
            onSubmit={commands.shortlist}
          >
            <Button
              type="submit"
              size="lg"
              className={styles.button}
              leftSection={<StatusGlyph status="shortlisted" />}
              rightSection={<Kbd aria-hidden="true">S</Kbd>}
              aria-keyshortcuts="S"
            >
              {t('listen.shortlist')}
            </Button>
          </ActionForm>
        </>
      )}
      <ActionForm
        action={pathname}
        intent="place"
        number={number}
        requestId={requestIds.place}
        className={styles.form}
        onSubmit={commands.skip}
      >
        <Button
          type="submit"
          size="lg"
          variant={isDecided ? 'accent' : 'quiet'}
          className={styles.button}
          rightSection={<Kbd aria-hidden="true">{isDecided ? 'N' : 'K'}</Kbd>}
          aria-keyshortcuts={isDecided ? 'N' : 'K'}
        >
          {isDecided ? t('listen.go_on') : t('listen.skip')}
        </Button>
      </ActionForm>
      {!isDecided && (
        <ActionForm
          action={demoUrl}
          intent="approve"
          number={number}
          requestId={requestIds.decide}
          className={styles.form}
          onSubmit={commands.approve}
        >
          <Button
            type="submit"
            variant="good"
            size="lg"
            className={styles.button}
            rightSection={<Kbd aria-hidden="true">A</Kbd>}
            aria-keyshortcuts="A"
          >
            {t('listen.approve')}
          </Button>
        </ActionForm>
      )}
    </fieldset>
  );
}
