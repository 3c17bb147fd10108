import { useSearchParams } from '@remix-run/react';
import { MAX_SAVED_REASONS } from '../../domain/saved-reasons/limits.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { SettingsPage } from '../shell/settings-page.tsx';
import { useT } from '../strings/use-t.ts';
import { ReasonForm } from './reason-form.tsx';
import { EDIT_PREFIX, ReasonRow } from './reason-row.tsx';
import styles from './reasons.module.css';
import type { ReasonView } from './reasons-view.ts';
import { reasonsStrings } from './strings.en.ts';

/** What the page's forms get back. */
export interface ReasonsResults {
  add_reason: object;
  change_reason: object;
  move_up: object;
  move_down: object;
  remove_reason: object;
}

interface Props {
  reasons: readonly ReasonView[];
  requestIds: Record<'add' | 'change' | 'row', string>;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** The reasons that staff choose when they reject, and a form for one more. */
export function ReasonsSettings({ reasons, requestIds, outcome }: Props) {
  const t = useT(reasonsStrings);
  const [search] = useSearchParams();
  const opened = search.get('act');
  return (
    <SettingsPage title={t('reasons.title')} intro={t('reasons.intro')}>
      {reasons.length > 0 ? (
        <ol className={styles.list} aria-label={t('reasons.list')}>
          {reasons.map((reason, index) => (
            <li key={reason.id} className={styles.item}>
              {opened === EDIT_PREFIX + reason.id ? (
                <ReasonForm reason={reason} requestId={requestIds.change} outcome={outcome} />
              ) : (
                <ReasonRow
                  reason={reason}
                  isFirst={index === 0}
                  isLast={index === reasons.length - 1}
                  requestId={requestIds.row}
                  outcome={outcome}
                />
              )}
            </li>
          ))}
        </ol>
      ) : (
        <p className={styles.empty}>{t('reasons.empty')}</p>
      )}
      <section aria-labelledby="add-reason">
        <h2 id="add-reason" className={styles.title}>
          {t('reasons.add')}
        </h2>
        {reasons.length < MAX_SAVED_REASONS ? (
          <ReasonForm reason={null} requestId={requestIds.add} outcome={outcome} />
        ) : (
          <p className={styles.empty}>{t('reasons.full', { max: MAX_SAVED_REASONS })}</p>
        )}
      </section>
    </SettingsPage>
  );
}
