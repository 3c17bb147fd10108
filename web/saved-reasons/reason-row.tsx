import { ActionIcon, Button } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { Disclosure } from '../components/disclosure.tsx';
import { IconArrowDown, IconArrowUp, IconTrash } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './reasons.module.css';
import type { ReasonView } from './reasons-view.ts';
import { reasonsStrings } from './strings.en.ts';

/** In the address: the reason that is being edited. */
export const EDIT_PREFIX = 'edit-';

interface Props {
  reason: ReasonView;
  isFirst: boolean;
  isLast: boolean;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** A reason: its title and text, and what moves, edits and removes it. */
export function ReasonRow({ reason, isFirst, isLast, requestId, outcome }: Props) {
  const t = useT(reasonsStrings);
  const fetcher = useFetcher<AnyOutcome>({ key: `reason-${reason.id}` });
  const isBusy = fetcher.state !== 'idle';
  const isOutcomeHere =
    isFirst && ['move_up', 'move_down', 'remove_reason'].includes(outcome?.intent ?? '');
  const result = fetcher.data ?? (isOutcomeHere ? outcome : undefined);
  const { title } = reason;
  return (
    <fetcher.Form
      method="post"
      className={styles.row}
      data-removing={fetcher.formData?.get('intent') === 'remove_reason' || undefined}
    >
      <input type="hidden" name="reasonId" value={reason.id} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <div className={styles.words}>
        <h2 className={styles.name}>
          <bdi>{title}</bdi>
        </h2>
        <p className={styles.text} dir="auto">
          {reason.text}
        </p>
        {result && !result.ok && !isBusy && (
          <p role="alert" className={styles.problem}>
            {describeProblem(t, result.problem).text}
          </p>
        )}
      </div>
      <div className={styles.tools}>
        <ActionIcon
          type="submit"
          name="intent"
          value="move_up"
          variant="subtle"
          className={styles.arrow}
          disabled={isFirst}
          aria-disabled={isBusy}
          aria-label={t('reasons.up', { title })}
        >
          <IconArrowUp size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          type="submit"
          name="intent"
          value="move_down"
          variant="subtle"
          className={styles.arrow}
          disabled={isLast}
          aria-disabled={isBusy}
          aria-label={t('reasons.down', { title })}
        >
          <IconArrowDown size={16} aria-hidden="true" />
        </ActionIcon>
        <Button
          component={Link}
          to={`?act=${EDIT_PREFIX}${reason.id}`}
          size="xs"
          preventScrollReset
          aria-label={t('reasons.edit_name', { title })}
        >
          {t('reasons.edit')}
        </Button>
        <Disclosure
          label={t('reasons.remove', { title })}
          trigger={<IconTrash size={16} aria-hidden="true" />}
          triggerClass={styles.trash ?? ''}
          panelClass={styles.confirm ?? ''}
        >
          <p>{t('reasons.remove_hint')}</p>
          <Button type="submit" name="intent" value="remove_reason" variant="bad-fill" size="xs">
            {t('reasons.remove_confirm')}
          </Button>
        </Disclosure>
      </div>
    </fetcher.Form>
  );
}
