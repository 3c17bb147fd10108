import { Tooltip } from '@mantine/core';
import { Link } from '@remix-run/react';
import { Avatar } from '../components/avatar.tsx';
import { IconPlus } from '../components/icons.ts';
import { Logo } from '../components/logo.tsx';
import { useT } from '../strings/use-t.ts';
import { AccountMenu } from './account-menu.tsx';
import styles from './server-rail.module.css';
import type { Shell } from './shell-view.ts';

/** The viewer's servers, one click away; at the foot the viewer. On a phone: a bar at the top. */
export function ServerRail({
  shell,
  onOpenShortcuts,
}: {
  shell: Shell;
  onOpenShortcuts: () => void;
}) {
  const t = useT();
  return (
    <nav className={styles.rail} aria-label={t('app.servers')}>
      <Link to="/servers" className={styles.home} aria-label={t('app.home')}>
        <Logo />
      </Link>
      <ul className={styles.servers}>
        {shell.servers.map(({ id, name, iconUrl }) => (
          <li key={id}>
            <Tooltip label={name} position="right">
              <Link
                to={`/g/${id}`}
                className={styles.server}
                aria-label={name}
                aria-current={id === shell.guildId ? 'true' : undefined}
                prefetch="intent"
              >
                <Avatar name={name} url={iconUrl} size={40} shape="square" />
              </Link>
            </Tooltip>
          </li>
        ))}
        <li>
          <Tooltip label={t('app.server_add')} position="right">
            <Link to="/servers" className={styles.add} aria-label={t('app.server_add')}>
              <IconPlus size={18} stroke={1.75} />
            </Link>
          </Tooltip>
        </li>
      </ul>
      <Link to="/servers" className={styles.here}>
        <span>{shell.serverName}</span>
      </Link>
      <AccountMenu onOpenShortcuts={onOpenShortcuts} />
    </nav>
  );
}
