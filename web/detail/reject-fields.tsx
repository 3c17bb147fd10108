import { Textarea } from '@mantine/core';
import { useT } from '../catalogues/use-t.ts';
import { RequestId } from '../components/request-id.tsx';
import look from './reject.module.css';
import type { DemoActs } from './use-demo-keys.ts';

const REASON_LIMIT = 1_000;

/** What a rejection is asked for, in the dialog and in the page alike. */
export function RejectFields({ acts, error }: { acts: DemoActs; error?: string | null }) {
  const t = useT();
  return (
    <>
      <input type="hidden" name="intent" value="reject" />
      <RequestId minted={acts.requestId} outcome={acts.fetcher.data} />
      <Textarea
        name="reason"
        label={t('act.reason')}
        description={t('act.reason_hint')}
        placeholder={t('act.reason_example')}
        maxLength={REASON_LIMIT}
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
      <p className={look.hint}>{t('act.reject_text')}</p>
    </>
  );
}
