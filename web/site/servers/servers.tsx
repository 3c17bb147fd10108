import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { Avatar } from '../../components/avatar.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { IconChevronRight, IconPlus } from '../../components/icons.ts';
import { StackedCovers } from '../../components/stacked-covers.tsx';
import { AccountMenu } from '../../shell/account-menu.tsx';
import type { Server } from '../../shell/shell-view.ts';
import { SiteFooter, SiteHeader } from '../../shell/site-header.tsx';
import { useT } from '../../strings/use-t.ts';
import styles from './servers.module.css';
import { serversStrings } from './strings.en.ts';

interface Props {
  servers: (Server & { inviteUrl: string | null })[];
  inviteUrl: string;
}

/** The viewer's servers, then those that Vektra can be added to. */
export function Servers({ servers, inviteUrl }: Props) {
  const t = useT(serversStrings);
  const openServers = servers.filter(({ access }) => access === 'open');
  const invitableServers = servers.filter(({ access }) => access === 'invite');
  return (
    <div className={styles.page}>
      <SiteHeader>
        <AccountMenu />
      </SiteHeader>
      <main id="main" className={styles.main} tabIndex={-1}>
        {openServers.length === 0 ? (
          <>
            <h1 className={styles.hidden}>{t('servers.title')}</h1>
            <EmptyState
              illustration={<StackedCovers />}
              title={t('servers.empty_title')}
              text={
                <>
                  <p>{t('servers.empty_text')}</p>
                  <p className={styles.staff}>{t('servers.empty_staff')}</p>
                </>
              }
            >
              <Button
                component="a"
                href={inviteUrl}
                variant="accent"
                leftSection={<IconPlus size={16} />}
              >
                {t('servers.empty_act')}
              </Button>
            </EmptyState>
          </>
        ) : (
          <>
            <h1 className={styles.title}>{t('servers.title')}</h1>
            <p className={styles.intro}>{t('servers.intro')}</p>
            <ul className={styles.list}>
              {openServers.map((server) => (
                <li key={server.id}>
                  <Link to={`/g/${server.id}`} className={styles.server} prefetch="intent">
                    <Avatar name={server.name} url={server.iconUrl} size={48} shape="square" />
                    <span className={styles.text}>
                      <bdi className={styles.name}>{server.name}</bdi>
                      <span className={styles.plan}>{server.planName}</span>
                    </span>
                    <IconChevronRight size={18} stroke={1.75} />
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        {invitableServers.length > 0 && <InvitableServers servers={invitableServers} />}
        {openServers.length > 0 && <p className={styles.elsewhere}>{t('servers.elsewhere')}</p>}
      </main>
      <SiteFooter />
    </div>
  );
}

function InvitableServers({ servers }: Pick<Props, 'servers'>) {
  const t = useT(serversStrings);
  return (
    <section aria-labelledby="others" className={styles.others}>
      <h2 id="others" className={styles.subtitle}>
        {t('servers.invite_title')}
      </h2>
      <p className={styles.intro}>{t('servers.invite_intro')}</p>
      <ul className={styles.list}>
        {servers.map(({ id, name, iconUrl, inviteUrl }) => (
          <li key={id} className={styles.other}>
            <Avatar name={name} url={iconUrl} size={40} shape="square" />
            <bdi className={styles.name}>{name}</bdi>
            <Button
              component="a"
              href={inviteUrl ?? ''}
              aria-label={t('servers.invite_named', { name })}
            >
              {t('servers.invite')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
