import { Button, Kbd } from '@mantine/core';
import { Form } from '@remix-run/react';
import { useCallback } from 'react';
import { createLazyDialog } from '../../components/lazy-dialog.tsx';
import { RequestId } from '../../components/request-id.tsx';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './demo-action-bar.module.css';
import type { DemoActions } from './use-demo-actions.ts';

const RejectDialog = createLazyDialog(() => import('./reject-dialog.tsx'));

/**
 * Approve, reject, write. Without script: a form, a page with the reason, the field at the foot.
 */
export function DemoActionBar({ actions }: { actions: DemoActions }) {
  const t = useT(submissionsStrings);
  const { fetcher, action } = actions;
  const { setRejecting } = actions;
  const closeDialog = useCallback(() => setRejecting(false), [setRejecting]);
  return (
    <fieldset className={styles.actions} aria-label={t('act.group')}>
      {!actions.isDecided && (
        <>
          <Form
            method="post"
            action={action}
            onSubmit={(event) => {
              event.preventDefault();
              actions.approve();
            }}
          >
            <input type="hidden" name="intent" value="approve" />
            <RequestId initialId={actions.requestId} outcome={fetcher.data} />
            <Button
              type="submit"
              variant="good"
              rightSection={<Kbd aria-hidden="true">A</Kbd>}
              aria-keyshortcuts="A"
              fullWidth
            >
              {t('act.approve')}
            </Button>
          </Form>
          <Button
            component="a"
            href={withActionParam(action, 'reject')}
            variant="bad"
            rightSection={<Kbd aria-hidden="true">R</Kbd>}
            aria-keyshortcuts="R"
            onClick={(event: React.MouseEvent) => {
              event.preventDefault();
              actions.setRejecting(true);
            }}
          >
            {t('act.reject')}
          </Button>
        </>
      )}
      <Button
        component="a"
        href="#message"
        rightSection={<Kbd aria-hidden="true">M</Kbd>}
        aria-keyshortcuts="M"
        onClick={(event: React.MouseEvent) => {
          event.preventDefault();
          actions.focusComposer();
        }}
      >
        {t('act.message')}
      </Button>
      <RejectDialog
        isOpen={actions.isRejecting}
        staysMounted
        onFailed={closeDialog}
        actions={actions}
      />
    </fieldset>
  );
}

function withActionParam(action: string, actionName: string): string {
  const [path, search] = action.split('?');
  const next = new URLSearchParams(search);
  next.set('act', actionName);
  return `${path}?${next}`;
}
