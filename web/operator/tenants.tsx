import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { operatorT } from '../strings/operator.ts';
import { Badge } from './badge.tsx';
import styles from './console.module.css';
import { DataTable, DataTableRow } from './data-table.tsx';
import { ListPage, ListSearch } from './list-page.tsx';
import { ServerName } from './server-name.tsx';
import type { presentTenant } from './tenants-view.ts';

type Tenant = ReturnType<typeof presentTenant>;

interface Props {
  search: string;
  tenants: Tenant[];
  nextBefore: string | null;
}

const COLUMNS = ['server', 'plan', 'place', 'state', 'schema', 'since'] as const;

/** Every server that has a place, and where that is. */
export function Tenants({ search, tenants, nextBefore }: Props) {
  return (
    <>
      <p className={styles.intro}>{operatorT('tenants.intro')}</p>
      <ListSearch
        name="search"
        label={operatorT('tenants.search')}
        buttonLabel={operatorT('tenants.find')}
        defaultValue={search}
      />
      <ListPage
        count={tenants.length}
        empty={{ title: operatorT('tenants.empty_title'), text: operatorT('tenants.empty_text') }}
        olderQuery={nextBefore ? { ...(search ? { search } : {}), before: nextBefore } : null}
      >
        <DataTable
          label={operatorT('nav.tenants')}
          columns={[...COLUMNS.map((key) => operatorT(`tenants.${key}`)), operatorT('actions')]}
          widths="2.2fr 80px 1.8fr 100px 64px 100px 64px"
        >
          {tenants.map((tenant) => (
            <DataTableRow key={tenant.guildId} cells={renderCells(tenant)} />
          ))}
        </DataTable>
      </ListPage>
    </>
  );
}

const renderCells = (tenant: Tenant) => [
  <ServerName
    key="server"
    id={tenant.guildId}
    name={tenant.name}
    detail={tenant.present ? null : operatorT('gone')}
  />,
  tenant.plan,
  operatorT(tenant.kind === 'own' ? 'tenants.own' : 'tenants.managed', { region: tenant.region }),
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
    aria-label={operatorT('tenants.move_named', { name: tenant.name ?? tenant.guildId })}
  >
    {operatorT('tenants.move')}
  </Button>,
];
