import { ActionIcon, Button } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { IconArrowDown, IconArrowUp, IconTrash } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { FormProblem } from './form-problem.tsx';
import type { FormView, PartView } from './form-view.ts';
import styles from './part-list.module.css';
import { getPartName } from './part-name.ts';
import { demoFormStrings } from './strings.en.ts';

interface Props {
  form: FormView;
  editedId: string | null;
  requestId: string;
  outcome: AnyOutcome | undefined;
}

/** The parts, page by page; each can be moved, edited and removed. */
export function PartList({ form: { parts, revision }, editedId, requestId, outcome }: Props) {
  const t = useT(demoFormStrings);
  const fetcher = useFetcher<AnyOutcome>({ key: 'form-list' });
  const result =
    fetcher.data ?? outcomeOf(outcome, 'move_part') ?? outcomeOf(outcome, 'remove_part');
  const second = parts.filter(({ isOnFirstPage }) => !isOnFirstPage);
  const renderPart = (part: PartView) => {
    const index = parts.indexOf(part);
    const name = getPartName(t, part);
    return (
      <li key={part.id} className={styles.part} data-edited={part.id === editedId || undefined}>
        <div className={styles.text}>
          <bdi className={styles.name}>{name}</bdi>
          <p className={styles.facts}>
            {[
              t(`form.kind.${part.kind}`),
              ...(part.isRequired ? [t('form.required')] : []),
              ...(part.condition
                ? [
                    t('form.only_if', {
                      question: getPartName(t, part.condition.question),
                      option: part.condition.option,
                    }),
                  ]
                : []),
            ].join(' · ')}
          </p>
        </div>
        <div className={styles.actions}>
          <ActionIcon
            type="submit"
            name="move"
            value={`up:${part.id}`}
            aria-label={t('form.up_name', { part: name })}
            disabled={index === 0}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            type="submit"
            name="move"
            value={`down:${part.id}`}
            aria-label={t('form.down_name', { part: name })}
            disabled={index === parts.length - 1}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <Button
            component={Link}
            to={`?part=${part.id}`}
            preventScrollReset
            aria-label={t('form.edit_name', { part: name })}
          >
            {t('form.edit')}
          </Button>
          <ActionIcon
            type="submit"
            form="remove-part"
            name="partId"
            value={part.id}
            aria-label={t('form.remove_name', { part: name })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      </li>
    );
  };
  return (
    <div>
      <fetcher.Form method="post" id="remove-part">
        <input type="hidden" name="intent" value="remove_part" />
        <input type="hidden" name="revision" value={revision} />
        <RequestId initialId={`${requestId}r`} outcome={fetcher.data} />
      </fetcher.Form>
      <fetcher.Form method="post" className={styles.pages}>
        <input type="hidden" name="intent" value="move_part" />
        <input type="hidden" name="revision" value={revision} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <section aria-labelledby="first-page">
          <h2 id="first-page" className={styles.title}>
            {t('form.first_page')}
          </h2>
          <ol className={styles.parts}>
            {(['artistName', 'trackTitle'] as const).map((name) => (
              <li key={name} className={styles.part}>
                <div className={styles.text}>
                  <span className={styles.name}>{t(`form.${name}`)}</span>
                  <p className={styles.facts}>{t('form.fixed')}</p>
                </div>
              </li>
            ))}
            {parts.filter(({ isOnFirstPage }) => isOnFirstPage).map(renderPart)}
          </ol>
        </section>
        {second.length > 0 && (
          <section aria-labelledby="second-page">
            <h2 id="second-page" className={styles.title}>
              {t('form.second_page')}
            </h2>
            <p className={styles.facts}>{t('form.second_page_hint')}</p>
            <ol className={styles.parts}>{second.map(renderPart)}</ol>
          </section>
        )}
      </fetcher.Form>
      <FormProblem result={fetcher.state === 'idle' ? result : undefined} />
    </div>
  );
}
