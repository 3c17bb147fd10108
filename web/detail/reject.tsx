import { Button, Modal, Textarea } from '@mantine/core';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import { RequestId } from '../components/request-id.tsx';
import type { Problem } from '../errors/problem.ts';
import { fieldText } from '../errors/text.ts';
import look from './reject.module.css';
import type { DemoActs } from './use-demo-keys.ts';

const REASON_LIMIT = 1_000;

/** The reason, asked for above the page. */
export function RejectDialog({ acts }: { acts: DemoActs }) {
  const t = useT();
  const { fetcher, action, isRejecting, setRejecting } = acts;
  const close = () => setRejecting(false);
  return (
    <Modal
      opened={isRejecting}
      onClose={close}
      title={t('act.reject_title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <fetcher.Form method="post" action={action} onSubmit={close} className={look.form}>
        <Fields acts={acts} />
        <div className={look.foot}>
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

/** The same as part of the page, for a browser without script. */
export function RejectInline({ acts, problem }: { acts: DemoActs; problem: Problem | null }) {
  const t = useT();
  const [search] = useSearchParams();
  if (search.get('act') !== 'reject' || acts.isDecided) return null;
  return (
    <section className={look.inline} aria-labelledby="reject">
      <h2 id="reject" className={look.title}>
        {t('act.reject_title')}
      </h2>
      <Form method="post" action={acts.action} className={look.form}>
        <Fields acts={acts} error={fieldText(t, problem, 'reason')} />
        <div className={look.foot}>
          <Button component={Link} to="?" variant="ghost">
            {t('act.cancel')}
          </Button>
          <Button type="submit" variant="bad-fill">
            {t('act.reject_now')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Fields({ acts, error }: { acts: DemoActs; error?: string | null }) {
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
