import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import {
  IconDatabase,
  IconForm,
  IconHash,
  IconInbox,
  IconMail,
  IconMessage,
  IconSettings,
  IconStack,
} from '../components/icons.ts';
import { useT } from '../strings/use-t.ts';
import styles from './settings.module.css';
import { useShell } from './shell-context.ts';

/** A settings page: its sections at the side (on a phone: above), one column of content. */
export function SettingsPage({
  title,
  intro,
  children,
}: {
  title: string;
  intro: string;
  children: ReactNode;
}) {
  const t = useT();
  const { guildId, isAdmin } = useShell();
  const { pathname } = useLocation();
  const baseUrl = `/g/${guildId}/settings`;
  const isCurrent = (to: string) =>
    pathname.replace(/\/$/, '') === to || (to !== baseUrl && pathname.startsWith(`${to}/`));
  const sections = [
    ...(isAdmin
      ? [
          { to: baseUrl, label: t('nav.label'), icon: IconSettings },
          { to: `${baseUrl}/form`, label: t('nav.form'), icon: IconForm },
          { to: `${baseUrl}/rules`, label: t('nav.rules'), icon: IconInbox },
          { to: `${baseUrl}/routing`, label: t('nav.routing'), icon: IconHash },
          { to: `${baseUrl}/templates`, label: t('nav.templates'), icon: IconMail },
        ]
      : []),
    { to: `${baseUrl}/reasons`, label: t('nav.reasons'), icon: IconMessage },
    ...(isAdmin ? [{ to: `${baseUrl}/storage`, label: t('nav.storage'), icon: IconDatabase }] : []),
    { to: `${baseUrl}/plan`, label: t('nav.plan'), icon: IconStack },
  ];
  return (
    <div className={styles.page}>
      <nav className={styles.sections} aria-label={t('nav.settings')}>
        {sections.map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={styles.section}
            aria-current={isCurrent(to) ? 'page' : undefined}
            prefetch="intent"
          >
            <Icon size={16} stroke={1.75} />
            {label}
          </Link>
        ))}
      </nav>
      <div className={styles.content}>
        <header>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.intro}>{intro}</p>
        </header>
        {children}
      </div>
    </div>
  );
}

/** A name and its value, one below the other. */
export function Setting({
  name,
  children,
  hint,
}: {
  name: string;
  children: ReactNode;
  hint?: ReactNode;
}) {
  return (
    <div className={styles.setting}>
      <dt>{name}</dt>
      <dd>
        {children}
        {hint && <p className={styles.hint}>{hint}</p>}
      </dd>
    </div>
  );
}
