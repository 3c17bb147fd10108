import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { REASON_MAX_LENGTH } from '../../../domain/review/reason-length.ts';
import { RequestId } from '../../components/request-id.tsx';
import { useFieldDraft } from '../../drafts/use-field-draft.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './reject.module.css';
import type { DemoActions } from './use-demo-actions.ts';

interface Props {
  actions: Pick<DemoActions, 'reasonKey' | 'requestId'> & { fetcher: { data: unknown } };
  error?: string | null;
}

/** The fields of a rejection, shared by the dialogs and the no-script forms. */
export function RejectFields({ actions, error }: Props) {
  const t = useT(submissionsStrings);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const { unsent } = useFieldDraft(textarea, actions.reasonKey);
  return (
    <>
      <input type="hidden" name="intent" value="reject" />
      <RequestId
        initialId={actions.requestId}
        outcome={actions.fetcher.data}
        unsentId={unsent?.requestId}
      />
      <Textarea
        ref={textarea}
        name="reason"
        label={t('act.reason')}
        description={t('act.reason_hint')}
        placeholder={t('act.reason_example')}
        maxLength={REASON_MAX_LENGTH}
        autosize
        minRows={3}
        maxRows={10}
        error={error}
        dir="auto"
        data-autofocus
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <p className={styles.hint}>{t('act.reject_text')}</p>
    </>
  );
}
