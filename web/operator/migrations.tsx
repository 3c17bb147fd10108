import { Progress } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { IconCheck } from '../components/icons.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './console.module.css';
import { DataTable, DataTableRow } from './data-table.tsx';
import cardStyles from './move-card.module.css';
import type { PresentedOutdatedPlacement } from './operator-view.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { ServerName } from './server-name.tsx';
import { operatorStrings } from './strings.en.ts';

/** What the page's form gets back. */
export interface MigrationsResults {
  retry: object;
}

interface Props {
  places: PresentedOutdatedPlacement[];
  requestId: string;
  outcome: AnyOutcome | undefined;
}

/** Databases with an outdated schema, and why. */
export function Migrations({ places, requestId, outcome }: Props) {
  const t = useT(operatorStrings);
  if (places.length === 0)
    return (
      <>
        <p className={styles.intro}>{t('operator.migrations.intro')}</p>
        <EmptyState
          illustration={<IconCheck size={40} stroke={1.5} color="var(--good)" />}
          title={t('operator.migrations.empty_title')}
          text={t('operator.migrations.empty_text')}
        />
      </>
    );
  return (
    <>
      <p className={styles.intro}>{t('operator.migrations.intro')}</p>
      <DataTable
        label={t('operator.nav.migrations')}
        columns={[
          ...(['place', 'version', 'problem'] as const).map((key) =>
            t(`operator.migrations.${key}`),
          ),
          t('operator.actions'),
        ]}
        widths="1.6fr 1fr 2fr 136px"
      >
        {places.map((place) => (
          <DataTableRow
            key={place.place}
            cells={[
              <ServerName key="place" id={place.place} name={place.name} />,
              <SchemaVersion key="version" {...place} />,
              place.problem ? (
                <code key="problem" className={cardStyles.code}>
                  {place.problem}
                </code>
              ) : (
                t('operator.migrations.untried')
              ),
              place.canRetry ? (
                <ReasonDialog
                  key="retry"
                  id={`retry ${place.place}`}
                  intent="retry"
                  fields={{ place: place.place }}
                  label={t('operator.migrations.retry')}
                  title={t('operator.migrations.ask')}
                  text={t('operator.migrations.ask_text')}
                  requestId={requestId}
                  outcome={outcome}
                />
              ) : (
                <code key="command" className={cardStyles.code}>
                  npm run migrate
                </code>
              ),
            ]}
          />
        ))}
      </DataTable>
    </>
  );
}

function SchemaVersion({ version, newest }: PresentedOutdatedPlacement) {
  const t = useT(operatorStrings);
  const text = t('operator.migrations.version_text', { version, newest });
  return (
    <>
      {text}
      <Progress value={(version / newest) * 100} size={4} mt={4} maw={120} aria-label={text} />
    </>
  );
}
