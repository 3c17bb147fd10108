import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import { REASON_MAX_LENGTH } from '../../../domain/review/reason-length.ts';
import { RequestId } from '../../components/request-id.tsx';
import { useFieldDraft } from '../../drafts/use-field-draft.ts';
import type { Problem } from '../../errors/problem.ts';
import { describeFieldProblem } from '../../errors/problem-text.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import { ReasonPicker } from './reason-picker.tsx';
import styles from './reject.module.css';
import type { DemoActions } from './use-demo-actions.ts';

interface Props {
  actions: Pick<DemoActions, 'reasons' | 'reasonKey' | 'requestId'> & {
    fetcher: { data: unknown };
  };
  problem?: Problem | null;
}

/** The fields of a rejection, shared by the dialogs and the no-script forms. */
export function RejectFields({ actions, problem = null }: Props) {
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
      <ReasonPicker
        reasons={actions.reasons}
        field={textarea}
        error={describeFieldProblem(t, problem, 'savedReasonId')}
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
        error={describeFieldProblem(t, problem, 'reason')}
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
