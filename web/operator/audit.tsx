import { Link } from '@remix-run/react';
import { useT } from '../strings/use-t.ts';
import { Timestamp } from '../times/timestamp.tsx';
import styles from './audit.module.css';
import { AuditFilter, type AuditFilterValues, toAuditQuery } from './audit-filter.tsx';
import type { AuditRow } from './audit-view.ts';
import { Badge } from './badge.tsx';
import pageStyles from './console.module.css';
import { DataTable, DataTableRow } from './data-table.tsx';
import { ListPage } from './list-page.tsx';
import { ServerName } from './server-name.tsx';
import { type OperatorTranslate, operatorStrings } from './strings.en.ts';

interface Props {
  filter: AuditFilterValues;
  entries: AuditRow[];
  nextBefore: string | null;
}

const COLUMNS = ['action', 'server', 'operator', 'when', 'outcome', 'reason'] as const;
const TONES = { started: 'wait', done: 'good', failed: 'bad' } as const;

/** What operators did, to whom, why, and how it ended. */
export function Audit({ filter, entries, nextBefore }: Props) {
  const t = useT(operatorStrings);
  const query = toAuditQuery(filter);
  const emptyKey = Object.keys(query).length > 0 ? 'no_match' : 'empty';
  return (
    <>
      <p className={pageStyles.intro}>{t('operator.audit.intro')}</p>
      <AuditFilter key={JSON.stringify(query)} filter={filter} />
      <ListPage
        count={entries.length}
        empty={{
          title: t(`operator.audit.${emptyKey}.title`),
          text: t(`operator.audit.${emptyKey}.text`),
        }}
        olderQuery={nextBefore ? { ...query, before: nextBefore } : null}
      >
        <DataTable
          label={t('operator.nav.audit')}
          columns={COLUMNS.map((key) => t(`operator.audit.column.${key}`))}
          widths="1.6fr 1.4fr minmax(152px, 1.2fr) 72px 92px 2fr"
        >
          {entries.map((entry) => (
            <DataTableRow key={entry.id} cells={renderCells(t, entry)} />
          ))}
        </DataTable>
      </ListPage>
    </>
  );
}

const renderCells = (t: OperatorTranslate, entry: AuditRow) => [
  <span key="action">
    <span className={pageStyles.name}>{entry.action}</span>
    {entry.details && (
      <span className={`${pageStyles.id} ${pageStyles.line}`}>{entry.details}</span>
    )}
  </span>,
  entry.guildId ? (
    <ServerName key="server" id={entry.guildId} name={entry.guildName} />
  ) : (
    t('operator.audit.no_server')
  ),
  <Link
    key="operator"
    className={styles.who}
    to={`?${new URLSearchParams({ operator: entry.operator })}`}
    title={t('operator.audit.only_operator', { operator: entry.operator })}
  >
    {entry.operator}
  </Link>,
  <Timestamp key="when" at={entry.at} />,
  <span key="outcome">
    <Badge tone={TONES[entry.outcome]}>{t(`operator.audit.outcome.${entry.outcome}`)}</Badge>
    {entry.code && <code className={`${pageStyles.mono} ${pageStyles.line}`}>{entry.code}</code>}
  </span>,
  <p key="reason" className={styles.reason}>
    {entry.reason}
  </p>,
];
