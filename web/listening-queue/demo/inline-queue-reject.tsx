import { Button } from '@mantine/core';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { useT } from '../../strings/use-t.ts';
import { type ReasonChoice, RejectFields } from '../../submissions/index.ts';
import { listenStrings } from '../strings.en.ts';
import styles from './queue-reject.module.css';

/** The reason as part of the page, for a browser without script. */
export function InlineQueueReject({
  number,
  reasons,
  requestId,
}: {
  number: number;
  reasons: readonly ReasonChoice[];
  requestId: string;
}) {
  const t = useT(listenStrings);
  const [search] = useSearchParams();
  if (search.get('act') !== 'reject') return null;
  return (
    <section className={styles.inline} aria-labelledby="reject">
      <h2 id="reject" className={styles.title}>
        {t('listen.reject_title')}
      </h2>
      <Form method="post" action={`?demo=${number}`} className={styles.form}>
        <input type="hidden" name="number" value={number} />
        <RejectFields
          actions={{ reasons, reasonKey: null, requestId, fetcher: { data: undefined } }}
        />
        <div className={styles.foot}>
          <Button component={Link} to={`?demo=${number}`} variant="ghost">
            {t('listen.cancel')}
          </Button>
          <Button type="submit" variant="bad-fill">
            {t('listen.reject')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
