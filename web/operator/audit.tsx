import { Link } from '@remix-run/react';
import { operatorT } from '../catalogues/operator.ts';
import type { AuditRow } from '../presenters/audit-entry.ts';
import { When } from '../times/when.tsx';
import look from './audit.module.css';
import { AuditFilter, type AuditFilterValues, auditQuery } from './audit-filter.tsx';
import page from './console.module.css';
import { Listing } from './listing.tsx';
import { Row, Rows } from './rows.tsx';
import { ServerName } from './server-name.tsx';
import { Tag } from './tag.tsx';

interface Props {
  filter: AuditFilterValues;
  entries: AuditRow[];
  nextBefore: string | null;
}

const COLUMNS = ['action', 'server', 'operator', 'when', 'outcome', 'reason'] as const;
const TONES = { started: 'wait', done: 'good', failed: 'bad' } as const;

/** What operators did, to whom, why, and how it ended. */
export function Audit({ filter, entries, nextBefore }: Props) {
  const query = auditQuery(filter);
  const empty = Object.keys(query).length > 0 ? 'no_match' : 'empty';
  return (
    <>
      <p className={page.intro}>{operatorT('audit.intro')}</p>
      <AuditFilter key={JSON.stringify(query)} filter={filter} />
      <Listing
        count={entries.length}
        empty={{
          title: operatorT(`audit.${empty}.title`),
          text: operatorT(`audit.${empty}.text`),
        }}
        older={nextBefore ? { ...query, before: nextBefore } : null}
      >
        <Rows
          label={operatorT('nav.audit')}
          columns={COLUMNS.map((key) => operatorT(`audit.column.${key}`))}
          widths="1.6fr 1.4fr minmax(152px, 1.2fr) 72px 92px 2fr"
        >
          {entries.map((entry) => (
            <Row key={entry.id} cells={cellsOf(entry)} />
          ))}
        </Rows>
      </Listing>
    </>
  );
}

const cellsOf = (entry: AuditRow) => [
  <span key="action">
    <span className={page.name}>{entry.action}</span>
    {entry.details && <span className={`${page.id} ${page.line}`}>{entry.details}</span>}
  </span>,
  entry.guildId ? (
    <ServerName key="server" id={entry.guildId} name={entry.guildName} />
  ) : (
    operatorT('audit.no_server')
  ),
  <Link
    key="operator"
    className={look.who}
    to={`?${new URLSearchParams({ operator: entry.operator })}`}
    title={operatorT('audit.only_operator', { operator: entry.operator })}
  >
    {entry.operator}
  </Link>,
  <When key="when" at={entry.at} />,
  <span key="outcome">
    <Tag tone={TONES[entry.outcome]}>{operatorT(`audit.outcome.${entry.outcome}`)}</Tag>
    {entry.code && <code className={`${page.mono} ${page.line}`}>{entry.code}</code>}
  </span>,
  <p key="reason" className={look.reason}>
    {entry.reason}
  </p>,
];
