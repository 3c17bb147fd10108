import { Button, Modal } from '@mantine/core';
import { deleteDraft } from '../../drafts/draft-store.ts';
import { useDraftKey } from '../../drafts/use-draft-key.ts';
import { useT } from '../../strings/use-t.ts';
import { type ReasonChoice, RejectFields, toDraftSubject } from '../../submissions/index.ts';
import { listenStrings } from '../strings.en.ts';
import styles from './queue-reject.module.css';

interface Props {
  number: number;
  reasons: readonly ReasonChoice[];
  requestId: string;
  onReject: (reason: string) => void;
  onClose: () => void;
}

/** A dialog for the reason. What was typed is in the queue's log then. */
export default function QueueRejectDialog({
  number,
  reasons,
  requestId,
  onReject,
  onClose,
}: Props) {
  const t = useT(listenStrings);
  const reasonKey = useDraftKey(toDraftSubject(number), 'reason');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('listen.reject_title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const reason = new FormData(event.currentTarget).get('reason');
          if (reasonKey) deleteDraft(reasonKey);
          onClose();
          onReject(String(reason ?? '').trim());
        }}
      >
        <RejectFields actions={{ reasons, reasonKey, requestId, fetcher: { data: undefined } }} />
        <div className={styles.foot}>
          <Button variant="ghost" onClick={onClose}>
            {t('listen.cancel')}
          </Button>
          <Button type="submit" variant="bad-fill">
            {t('listen.reject')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
