import { Link } from '@remix-run/react';
import { PLATFORM_NAMES } from '../../domain/links/platform.ts';
import type { Status } from '../../domain/submissions/status.ts';
import { useT } from '../catalogues/use-t.ts';
import { Cover } from '../components/cover.tsx';
import { IconArrowLeft, IconChevronDown } from '../components/icons.ts';
import { StatusTag } from '../components/status-tag.tsx';
import { useInbox } from '../inbox/inbox-context.ts';
import type { Demo } from '../presenters/demo.ts';
import { Acts } from './acts.tsx';
import look from './head.module.css';
import type { DemoActs } from './use-demo-keys.ts';

interface Props {
  demo: Demo;
  status: Status;
  acts: DemoActs;
}

export function Head({ demo, status, acts }: Props) {
  const t = useT();
  return (
    <header className={look.head}>
      <Around />
      <div className={look.cover}>
        <Cover seed={demo.artist + demo.title} />
      </div>
      <div className={look.names}>
        <h1 id="demo-title" className={look.title} dir="auto" title={demo.title}>
          {demo.title}
        </h1>
        <p className={look.artist}>
          <bdi title={demo.artist}>{demo.artist}</bdi>
          <span className={look.from}>
            {' · '}
            {PLATFORM_NAMES[demo.platform]}
            {' · '}
            {t('demo.number', { number: demo.number })}
          </span>
        </p>
        <ul className={look.tags}>
          <li className={look.status}>
            <StatusTag status={status} />
          </li>
          {demo.genre && (
            <li>
              <bdi>{demo.genre}</bdi>
            </li>
          )}
          {demo.isDuplicate && <li className={look.warn}>{t('demo.duplicate')}</li>}
        </ul>
      </div>
      <Acts acts={acts} />
    </header>
  );
}

/** On a phone: back to the list, and to the demos beside this one. */
function Around() {
  const t = useT();
  const { list, next, previous } = useInbox();
  return (
    <nav className={look.around} aria-label={t('demo.position')}>
      <Link to={list} className={look.back}>
        <IconArrowLeft size={18} />
        {t('inbox.title')}
      </Link>
      <Step to={previous} label={t('demo.previous')} isUp />
      <Step to={next} label={t('demo.next')} />
    </nav>
  );
}

function Step({ to, label, isUp = false }: { to: string | null; label: string; isUp?: boolean }) {
  const icon = <IconChevronDown size={20} data-up={isUp || undefined} />;
  if (!to) return <span className={look.step}>{icon}</span>;
  return (
    <Link to={to} className={look.step} aria-label={label} preventScrollReset>
      {icon}
    </Link>
  );
}
