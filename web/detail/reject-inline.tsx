import { Button } from '@mantine/core';
import { Form, Link, useSearchParams } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import type { Problem } from '../errors/problem.ts';
import { fieldText } from '../errors/text.ts';
import look from './reject.module.css';
import { RejectFields } from './reject-fields.tsx';
import type { DemoActs } from './use-demo-keys.ts';

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
        <RejectFields acts={acts} error={fieldText(t, problem, 'reason')} />
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
