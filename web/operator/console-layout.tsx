import { Link, useLocation } from '@remix-run/react';
import { type ReactNode, useEffect, useRef } from 'react';
import {
  IconArrowsMove,
  IconHistory,
  IconKey,
  IconSchema,
  IconServer,
  IconStack,
} from '../components/icons.ts';
import { AccountMenu } from '../shell/account-menu.tsx';
import { SiteFooter, SiteHeader } from '../shell/site-header.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './console.module.css';
import { operatorStrings } from './strings.en.ts';

const SECTIONS = [
  { name: 'tenants', to: '/operator', icon: IconStack },
  { name: 'moves', to: '/operator/moves', icon: IconArrowsMove },
  { name: 'secrets', to: '/operator/secrets', icon: IconKey },
  { name: 'clusters', to: '/operator/clusters', icon: IconServer },
  { name: 'migrations', to: '/operator/migrations', icon: IconSchema },
  { name: 'audit', to: '/operator/audit', icon: IconHistory },
] as const;

/** The layout of every console page. */
export function ConsoleLayout({ children }: { children: ReactNode }) {
  const t = useT(operatorStrings);
  const { pathname } = useLocation();
  const currentPath = pathname.replace(/\/$/, '');
  const sections = useRef<HTMLElement>(null);
  // On a phone the sections are wider than the screen.
  useEffect(() => {
    const bar = sections.current;
    const current = bar?.querySelector<HTMLElement>(`[href="${currentPath}"]`);
    // Not `scrollIntoView`: in Chromium the next Tab would begin there, not at the page's top.
    if (bar && current)
      bar.scrollLeft =
        current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.clientWidth) / 2;
  }, [currentPath]);
  return (
    <div className={styles.page}>
      <SiteHeader>
        <AccountMenu />
      </SiteHeader>
      <main id="main" className={styles.main} tabIndex={-1}>
        <h1 className={styles.title}>{t('operator.title')}</h1>
        <nav ref={sections} className={styles.sections} aria-label={t('operator.sections')}>
          {SECTIONS.map(({ name, to, icon: Icon }) => (
            <Link
              key={name}
              to={to}
              className={styles.section}
              aria-current={currentPath === to ? 'page' : undefined}
              prefetch="intent"
            >
              <Icon size={16} stroke={1.75} aria-hidden="true" />
              {t(`operator.nav.${name}`)}
            </Link>
          ))}
        </nav>
        {children}
        <p className={styles.cli}>{t('operator.cli')}</p>
      </main>
      <SiteFooter />
    </div>
  );
}
