import { Kbd, Tooltip } from '@mantine/core';
import { Link, useLocation, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { OPEN_STATUSES } from '../../domain/submissions/status.ts';
import { useT } from '../catalogues/use-t.ts';
import { type Icon, IconChart, IconInbox, IconSearch, IconSettings } from '../components/icons.ts';
import { useModKey } from '../keyboard/use-mod-key.ts';
import { INBOX_SEARCH } from '../presenters/filters.ts';
import type { Shell } from '../presenters/shell.ts';
import look from './sidebar.module.css';
import { Views } from './views.tsx';

interface ItemProps {
  to: string;
  icon: Icon;
  isHere: boolean;
  children: string;
  count?: number | null;
}

/** The label's pages and views. On a phone: the bar at the foot. */
export function Sidebar({ shell, onFind }: { shell: Shell; onFind: () => void }) {
  const t = useT();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const base = `/g/${shell.guildId}`;
  const isInbox = pathname.startsWith(`${base}/submissions`);
  const open = shell.counts && OPEN_STATUSES.reduce((sum, each) => sum + shell.counts![each], 0);
  return (
    <nav className={look.sidebar} aria-label={t('app.menu')}>
      <div className={look.head}>
        <p className={look.label} dir="auto" title={shell.labelName}>
          {shell.labelName}
        </p>
        <p className={look.facts}>
          {shell.region
            ? t('app.plan_and_region', { plan: shell.planName, region: shell.region })
            : shell.planName}
        </p>
      </div>
      <button type="button" className={look.find} onClick={onFind}>
        <IconSearch size={16} stroke={1.75} />
        <span>{t('app.palette')}</span>
        <Kbd aria-hidden="true">{`${useModKey()} K`}</Kbd>
      </button>
      <ul className={look.items}>
        <Item to={base} icon={IconChart} isHere={pathname === base}>
          {t('nav.overview')}
        </Item>
        <Item
          to={`${base}/submissions${INBOX_SEARCH}`}
          icon={IconInbox}
          isHere={isInbox}
          count={open}
        >
          {t('nav.submissions')}
        </Item>
      </ul>
      {shell.counts && <Views base={base} counts={shell.counts} search={isInbox ? search : null} />}
      <ul className={look.foot}>
        <Item
          to={shell.isAdmin ? `${base}/settings` : `${base}/settings/plan`}
          icon={IconSettings}
          isHere={pathname.startsWith(`${base}/settings`)}
        >
          {t('nav.settings')}
        </Item>
      </ul>
    </nav>
  );
}

function Item({ to, icon: Icon, isHere, children, count }: ItemProps): ReactNode {
  return (
    <li>
      <Tooltip label={children} position="right" classNames={{ tooltip: look.hint }}>
        <Link
          to={to}
          className={look.item}
          aria-current={isHere ? 'page' : undefined}
          prefetch="intent"
        >
          <Icon size={18} stroke={1.75} />
          <span className={look.word}>{children}</span>
          {count ? <span className={look.count}>{count}</span> : null}
        </Link>
      </Tooltip>
    </li>
  );
}
