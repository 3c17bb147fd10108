import { Kbd, Tooltip } from '@mantine/core';
import { Link, useLocation, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { OPEN_STATUSES } from '../../domain/submissions/status.ts';
import {
  type Icon,
  IconChart,
  IconHeadphones,
  IconInbox,
  IconSearch,
  IconSettings,
} from '../components/icons.ts';
import { useModKey } from '../keyboard/use-mod-key.ts';
import { useT } from '../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY } from '../submissions/index.ts';
import { InboxViews } from './inbox-views.tsx';
import type { Shell } from './shell-view.ts';
import styles from './sidebar.module.css';

interface SidebarItemProps {
  to: string;
  icon: Icon;
  isCurrent: boolean;
  children: string;
  count?: number | null;
}

/** The label's pages and views. On a phone: the bar at the foot. */
export function Sidebar({ shell, onOpenPalette }: { shell: Shell; onOpenPalette: () => void }) {
  const t = useT();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const baseUrl = `/g/${shell.guildId}`;
  const isInbox = pathname.startsWith(`${baseUrl}/submissions`);
  const placement = shell.isInOwnDatabase ? t('app.own_database') : shell.region;
  const openCount =
    shell.counts && OPEN_STATUSES.reduce((sum, each) => sum + shell.counts![each], 0);
  return (
    <nav className={styles.sidebar} aria-label={t('app.menu')}>
      <div className={styles.head}>
        <p className={styles.label} dir="auto" title={shell.labelName}>
          {shell.labelName}
        </p>
        <p className={styles.facts}>
          {placement
            ? t('app.plan_and_placement', { plan: shell.planName, placement })
            : shell.planName}
        </p>
      </div>
      <button type="button" className={styles.find} onClick={onOpenPalette} data-script-only>
        <IconSearch size={16} stroke={1.75} />
        <span>{t('app.palette')}</span>
        <Kbd aria-hidden="true">{`${useModKey()} K`}</Kbd>
      </button>
      <ul className={styles.items}>
        <SidebarItem to={baseUrl} icon={IconChart} isCurrent={pathname === baseUrl}>
          {t('nav.overview')}
        </SidebarItem>
        <SidebarItem
          to={`${baseUrl}/submissions${DEFAULT_INBOX_QUERY}`}
          icon={IconInbox}
          isCurrent={isInbox}
          count={openCount}
        >
          {t('nav.submissions')}
        </SidebarItem>
        <SidebarItem
          to={`${baseUrl}/listen`}
          icon={IconHeadphones}
          isCurrent={pathname === `${baseUrl}/listen`}
        >
          {t('nav.listen')}
        </SidebarItem>
      </ul>
      {shell.counts && (
        <InboxViews baseUrl={baseUrl} counts={shell.counts} search={isInbox ? search : null} />
      )}
      <ul className={styles.foot}>
        <SidebarItem
          to={shell.isAdmin ? `${baseUrl}/settings` : `${baseUrl}/settings/plan`}
          icon={IconSettings}
          isCurrent={pathname.startsWith(`${baseUrl}/settings`)}
        >
          {t('nav.settings')}
        </SidebarItem>
      </ul>
    </nav>
  );
}

function SidebarItem({ to, icon: Icon, isCurrent, children, count }: SidebarItemProps): ReactNode {
  return (
    <li>
      <Tooltip label={children} position="right" classNames={{ tooltip: styles.hint }}>
        <Link
          to={to}
          className={styles.item}
          aria-current={isCurrent ? 'page' : undefined}
          prefetch="intent"
        >
          <Icon size={18} stroke={1.75} />
          <span className={styles.word}>{children}</span>
          {count ? <span className={styles.count}>{count}</span> : null}
        </Link>
      </Tooltip>
    </li>
  );
}
