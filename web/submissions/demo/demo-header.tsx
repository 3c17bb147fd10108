import { Link } from '@remix-run/react';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import type { Status } from '../../../domain/submissions/status.ts';
import { Cover } from '../../components/cover.tsx';
import { IconArrowLeft, IconChevronDown } from '../../components/icons.ts';
import { StatusTag } from '../../components/status-tag.tsx';
import { useT } from '../../strings/use-t.ts';
import { useInboxNavigation } from '../inbox/inbox-context.ts';
import { submissionsStrings } from '../strings.en.ts';
import { DemoActionBar } from './demo-action-bar.tsx';
import styles from './demo-header.module.css';
import type { Demo } from './demo-view.ts';
import type { DemoActions } from './use-demo-actions.ts';

interface Props {
  demo: Demo;
  status: Status;
  actions: DemoActions;
}

export function DemoHeader({ demo, status, actions }: Props) {
  const t = useT(submissionsStrings);
  return (
    <header className={styles.head}>
      <AdjacentDemoNav />
      <div className={styles.cover}>
        <Cover seed={demo.artist + demo.title} src={demo.coverUrl} />
      </div>
      <div className={styles.names}>
        <h1 id="demo-title" className={styles.title} dir="auto" title={demo.title}>
          {demo.title}
        </h1>
        <p className={styles.artist}>
          <bdi title={demo.artist}>{demo.artist}</bdi>
          <span className={styles.from}>
            {' · '}
            {demo.hasLink ? PLATFORM_NAMES[demo.platform] : t('demo.file')}
            {' · '}
            {t('demo.number', { number: demo.number })}
          </span>
        </p>
        <ul className={styles.tags}>
          <li className={styles.status}>
            <StatusTag status={status} />
          </li>
          {demo.genre && (
            <li>
              <bdi>{demo.genre}</bdi>
            </li>
          )}
          {demo.isDuplicate && <li className={styles.warn}>{t('demo.duplicate')}</li>}
          {demo.sameSoundAs !== null && (
            <li className={styles.warn}>
              <Link to={`../${demo.sameSoundAs}`} relative="path">
                {t('demo.same_sound', { number: demo.sameSoundAs })}
              </Link>
            </li>
          )}
        </ul>
      </div>
      <DemoActionBar actions={actions} />
    </header>
  );
}

/** On a phone: back to the list, and to the demos beside this one. */
function AdjacentDemoNav() {
  const t = useT(submissionsStrings);
  const { listUrl, listState, nextUrl, previousUrl } = useInboxNavigation();
  return (
    <nav className={styles.around} aria-label={t('demo.position')}>
      <Link to={listUrl} state={listState} className={styles.back}>
        <IconArrowLeft size={18} />
        {t('inbox.title')}
      </Link>
      <AdjacentDemoLink to={previousUrl} label={t('demo.previous')} isUp />
      <AdjacentDemoLink to={nextUrl} label={t('demo.next')} />
    </nav>
  );
}

function AdjacentDemoLink({
  to,
  label,
  isUp = false,
}: {
  to: string | null;
  label: string;
  isUp?: boolean;
}) {
  const icon = <IconChevronDown size={20} data-up={isUp || undefined} />;
  if (!to) return <span className={styles.step}>{icon}</span>;
  return (
    <Link to={to} className={styles.step} aria-label={label}>
      {icon}
    </Link>
  );
}
