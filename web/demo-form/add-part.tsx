import { Button } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { QUESTION_KINDS } from '../../domain/demo-form/form-part.ts';
import { IconPlus } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './add-part.module.css';
import { FormProblem } from './form-problem.tsx';
import type { FormView } from './form-view.ts';
import { demoFormStrings } from './strings.en.ts';

interface Props {
  form: FormView;
  requestId: string;
  outcome: AnyOutcome | undefined;
}

/** What can be added: a question of each kind, and the usual parts that are not there. */
export function AddPart({ form, requestId, outcome }: Props) {
  const t = useT(demoFormStrings);
  const fetcher = useFetcher<AnyOutcome>({ key: 'form-standard' });
  const result = fetcher.data ?? outcomeOf(outcome, 'add_part');
  if (!form.hasRoom) return <p className={styles.full}>{t('form.full')}</p>;
  return (
    <section aria-labelledby="add-part">
      <h2 id="add-part" className={styles.title}>
        {t('form.add')}
      </h2>
      <div className={styles.kinds}>
        {QUESTION_KINDS.map((kind) => (
          <Button
            key={kind}
            component={Link}
            to={`?add=${kind}`}
            preventScrollReset
            leftSection={<IconPlus size={16} />}
          >
            {t(`form.kind.${kind}`)}
          </Button>
        ))}
        <fetcher.Form method="post" className={styles.kinds}>
          <input type="hidden" name="intent" value="add_part" />
          <input type="hidden" name="revision" value={form.revision} />
          <RequestId initialId={requestId} outcome={fetcher.data} />
          {form.missingKinds.map((kind) => (
            <Button
              key={kind}
              type="submit"
              name="kind"
              value={kind}
              leftSection={<IconPlus size={16} />}
              aria-label={t('form.add_standard', { part: t(`form.part.${kind}`) })}
            >
              {t(`form.part.${kind}`)}
            </Button>
          ))}
        </fetcher.Form>
      </div>
      <FormProblem result={fetcher.state === 'idle' ? result : undefined} />
    </section>
  );
}
