import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { siteT } from '../catalogues/site.ts';
import { Avatar } from '../components/avatar.tsx';
import { Empty } from '../components/empty.tsx';
import { IconChevronRight, IconPlus } from '../components/icons.ts';
import { Sleeves } from '../components/sleeves.tsx';
import type { Server } from '../presenters/shell.ts';
import { Account } from '../shell/account.tsx';
import { SiteFoot, SiteHead } from '../shell/site-head.tsx';
import look from './servers.module.css';

interface Props {
  servers: (Server & { inviteUrl: string | null })[];
  inviteUrl: string;
}

/** Where to: servers that are open to the viewer, then those that Vektra could join. */
export function Servers({ servers, inviteUrl }: Props) {
  const open = servers.filter(({ access }) => access === 'open');
  const others = servers.filter(({ access }) => access === 'invite');
  return (
    <div className={look.page}>
      <SiteHead>
        <Account />
      </SiteHead>
      <main id="main" className={look.main} tabIndex={-1}>
        {open.length === 0 ? (
          <>
            <h1 className={look.hidden}>{siteT('servers.title')}</h1>
            <Empty
              art={<Sleeves />}
              title={siteT('servers.empty_title')}
              text={
                <>
                  <p>{siteT('servers.empty_text')}</p>
                  <p className={look.staff}>{siteT('servers.empty_staff')}</p>
                </>
              }
            >
              <Button
                component="a"
                href={inviteUrl}
                variant="accent"
                leftSection={<IconPlus size={16} />}
              >
                {siteT('servers.empty_act')}
              </Button>
            </Empty>
          </>
        ) : (
          <>
            <h1 className={look.title}>{siteT('servers.title')}</h1>
            <p className={look.intro}>{siteT('servers.intro')}</p>
            <ul className={look.list}>
              {open.map((server) => (
                <li key={server.id}>
                  <Link to={`/g/${server.id}`} className={look.server} prefetch="intent">
                    <Avatar name={server.name} url={server.iconUrl} size={48} shape="square" />
                    <span className={look.text}>
                      <bdi className={look.name}>{server.name}</bdi>
                      <span className={look.plan}>{server.planName}</span>
                    </span>
                    <IconChevronRight size={18} stroke={1.75} />
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        {others.length > 0 && <Others servers={others} />}
        {open.length > 0 && <p className={look.elsewhere}>{siteT('servers.elsewhere')}</p>}
      </main>
      <SiteFoot />
    </div>
  );
}

function Others({ servers }: Pick<Props, 'servers'>) {
  return (
    <section aria-labelledby="others" className={look.others}>
      <h2 id="others" className={look.subtitle}>
        {siteT('servers.invite_title')}
      </h2>
      <p className={look.intro}>{siteT('servers.invite_intro')}</p>
      <ul className={look.list}>
        {servers.map(({ id, name, iconUrl, inviteUrl }) => (
          <li key={id} className={look.other}>
            <Avatar name={name} url={iconUrl} size={40} shape="square" />
            <bdi className={look.name}>{name}</bdi>
            <Button
              component="a"
              href={inviteUrl ?? ''}
              aria-label={siteT('servers.invite_named', { name })}
            >
              {siteT('servers.invite')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
