import { Button, Table, TextInput } from '@mantine/core';
import { Form, Link } from '@remix-run/react';
import { siteT } from '../catalogues/site.ts';
import { Empty } from '../components/empty.tsx';
import { Sleeves } from '../components/sleeves.tsx';
import type { presentTenant } from '../presenters/tenant.ts';
import { Account } from '../shell/account.tsx';
import { SiteFoot, SiteHead } from '../shell/site-head.tsx';
import look from './console.module.css';

type Row = ReturnType<typeof presentTenant>;

interface Props {
  search: string;
  tenants: Row[];
  nextBefore: string | null;
}

/** Every server that has a place, and where that is. */
export function Console({ search, tenants, nextBefore }: Props) {
  const older = new URLSearchParams({ ...(search ? { search } : {}), before: nextBefore ?? '' });
  return (
    <div className={look.page}>
      <SiteHead>
        <Account />
      </SiteHead>
      <main id="main" className={look.main} tabIndex={-1}>
        <h1 className={look.title}>{siteT('operator.title')}</h1>
        <p className={look.intro}>{siteT('operator.intro')}</p>
        <Form role="search" className={look.search}>
          <TextInput
            name="search"
            aria-label={siteT('operator.search')}
            placeholder={siteT('operator.search')}
            defaultValue={search}
          />
          <Button type="submit">{siteT('operator.find')}</Button>
        </Form>
        {tenants.length === 0 ? (
          <Empty
            art={<Sleeves />}
            title={siteT('operator.empty_title')}
            text={siteT('operator.empty_text')}
          />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
          <section className={look.scroll} tabIndex={0} aria-label={siteT('operator.title')}>
            <Table className={look.table}>
              <Table.Thead>
                <Table.Tr>
                  {(['server', 'plan', 'place', 'state', 'schema', 'since'] as const).map((key) => (
                    <Table.Th key={key}>{siteT(`operator.${key}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tenants.map((tenant) => (
                  <TenantRow key={tenant.guildId} tenant={tenant} />
                ))}
              </Table.Tbody>
            </Table>
          </section>
        )}
        {nextBefore && (
          <Button component={Link} to={`?${older}`}>
            {siteT('operator.more')}
          </Button>
        )}
        <p className={look.cli}>{siteT('operator.cli')}</p>
      </main>
      <SiteFoot />
    </div>
  );
}

function TenantRow({ tenant }: { tenant: Row }) {
  return (
    <Table.Tr>
      <Table.Td>
        <bdi className={look.name}>{tenant.name ?? siteT('operator.unnamed')}</bdi>
        <span className={look.id}>
          {tenant.guildId}
          {!tenant.present && ` · ${siteT('operator.gone')}`}
        </span>
      </Table.Td>
      <Table.Td>{tenant.plan}</Table.Td>
      <Table.Td>
        {siteT(tenant.kind === 'own' ? 'operator.own' : 'operator.managed', {
          region: tenant.region,
        })}
      </Table.Td>
      <Table.Td>{tenant.state}</Table.Td>
      <Table.Td>{tenant.schemaVersion}</Table.Td>
      <Table.Td>
        <time dateTime={tenant.since}>{tenant.since}</time>
      </Table.Td>
    </Table.Tr>
  );
}
