import { Button } from '@mantine/core';
import { Form, Link, useSearchParams } from '@remix-run/react';
import type { Problem } from '../../errors/problem.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './reject.module.css';
import { RejectFields } from './reject-fields.tsx';
import type { DemoActions } from './use-demo-actions.ts';

/** The same as part of the page, for a browser without script. */
export function InlineRejectForm({
  actions,
  problem,
}: {
  actions: DemoActions;
  problem: Problem | null;
}) {
  const t = useT(submissionsStrings);
  const [search] = useSearchParams();
  if (search.get('act') !== 'reject' || actions.isDecided) return null;
  return (
    <section className={styles.inline} aria-labelledby="reject">
      <h2 id="reject" className={styles.title}>
        {t('act.reject_title')}
      </h2>
      <Form method="post" action={actions.action} className={styles.form}>
        <RejectFields actions={actions} problem={problem} />
        <div className={styles.foot}>
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
