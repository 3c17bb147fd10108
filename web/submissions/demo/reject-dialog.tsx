import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './reject.module.css';
import { RejectFields } from './reject-fields.tsx';
import type { DemoActions } from './use-demo-actions.ts';

/** A dialog for the reason. */
export default function RejectDialog({ actions }: { actions: DemoActions }) {
  const t = useT(submissionsStrings);
  const { fetcher, action, isRejecting, setRejecting } = actions;
  const [isSubmitted, setSubmitted] = useState(false);
  if (isRejecting && isSubmitted) setSubmitted(false);
  const close = () => setRejecting(false);
  const handleSubmit = () => {
    setSubmitted(true);
    close();
  };
  return (
    <Modal
      opened={isRejecting}
      onClose={close}
      // Once it is submitted, the button that opened it is gone.
      returnFocus={!isSubmitted}
      onExitTransitionEnd={isSubmitted ? actions.focusDecision : undefined}
      title={t('act.reject_title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <fetcher.Form method="post" action={action} onSubmit={handleSubmit} className={styles.form}>
        <RejectFields actions={actions} />
        <div className={styles.foot}>
          <Button variant="ghost" onClick={close}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" variant="bad-fill" disabled={fetcher.state !== 'idle'}>
            {t('act.reject_now')}
          </Button>
        </div>
      </fetcher.Form>
    </Modal>
  );
}
