import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useT } from '../strings/use-t.ts';
import { Badge } from './badge.tsx';
import styles from './console.module.css';
import { DataTable, DataTableRow } from './data-table.tsx';
import { ListPage, ListSearch } from './list-page.tsx';
import { ServerName } from './server-name.tsx';
import { type OperatorTranslate, operatorStrings } from './strings.en.ts';
import type { presentTenant } from './tenants-view.ts';

type Tenant = ReturnType<typeof presentTenant>;

interface Props {
  search: string;
  tenants: Tenant[];
  nextBefore: string | null;
}

const COLUMNS = ['server', 'plan', 'place', 'state', 'schema', 'since'] as const;

/** Every server that has a placement, and where its data is. */
export function Tenants({ search, tenants, nextBefore }: Props) {
  const t = useT(operatorStrings);
  return (
    <>
      <p className={styles.intro}>{t('operator.tenants.intro')}</p>
      <ListSearch
        name="search"
        label={t('operator.tenants.search')}
        buttonLabel={t('operator.tenants.find')}
        defaultValue={search}
      />
      <ListPage
        count={tenants.length}
        empty={{ title: t('operator.tenants.empty_title'), text: t('operator.tenants.empty_text') }}
        olderQuery={nextBefore ? { ...(search ? { search } : {}), before: nextBefore } : null}
      >
        <DataTable
          label={t('operator.nav.tenants')}
          columns={[...COLUMNS.map((key) => t(`operator.tenants.${key}`)), t('operator.actions')]}
          widths="2.2fr 80px 1.8fr 100px 64px 100px 64px"
        >
          {tenants.map((tenant) => (
            <DataTableRow key={tenant.guildId} cells={renderCells(t, tenant)} />
          ))}
        </DataTable>
      </ListPage>
    </>
  );
}

const renderCells = (t: OperatorTranslate, tenant: Tenant) => [
  <ServerName
    key="server"
    id={tenant.guildId}
    name={tenant.name}
    detail={tenant.present ? null : t('operator.gone')}
  />,
  tenant.plan,
  t(tenant.kind === 'own' ? 'operator.tenants.own' : 'operator.tenants.managed', {
    region: tenant.region,
  }),
  <Badge
    key="state"
    tone={tenant.state === 'active' ? 'good' : tenant.state === 'moving' ? 'wait' : 'warn'}
  >
    {tenant.state}
  </Badge>,
  tenant.schemaVersion,
  <time key="since" dateTime={tenant.since}>
    {tenant.since}
  </time>,
  <Button
    key="move"
    component={Link}
    to={`/operator/moves?start=${tenant.guildId}#start`}
    size="xs"
    aria-label={t('operator.tenants.move_named', { name: tenant.name ?? tenant.guildId })}
  >
    {t('operator.tenants.move')}
  </Button>,
];
