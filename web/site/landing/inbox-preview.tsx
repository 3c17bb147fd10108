import { Kbd } from '@mantine/core';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Cover } from '../../components/cover.tsx';
import { Logo } from '../../components/logo.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { useT } from '../../strings/use-t.ts';
import { DemoListRow, submissionsStrings } from '../../submissions/index.ts';
import { useClock } from '../../times/clock.tsx';
import styles from './inbox-preview.module.css';
import { createSampleDemos, SAMPLE_REVIEWER } from './sample-demos.ts';
import { landingStrings } from './strings.en.ts';

/** React 18 knows the attribute only as a string. */
const INERT = { inert: '' } as object;

/** The inbox itself, with invented demos: a picture, so nothing in it can be reached. */
export function InboxPreview() {
  const submissionsT = useT(submissionsStrings);
  const t = useT(landingStrings);
  const { now } = useClock();
  const rows = createSampleDemos(now);
  const open = rows[0]!;
  return (
    <figure className={styles.stage}>
      <div className={styles.glow} aria-hidden="true" />
      <div className={styles.frame} role="img" aria-label={t('landing.picture')}>
        <div className={styles.inside} aria-hidden="true" {...INERT}>
          <div className={styles.list}>
            <p className={styles.label}>{t('landing.sample_label')}</p>
            <ol>
              {rows.map((row) => (
                <DemoListRow
                  key={row.number}
                  demo={row}
                  to="/"
                  isSelected={row === open}
                  isNew={false}
                />
              ))}
            </ol>
          </div>
          <div className={styles.demo}>
            <div className={styles.head}>
              <Cover seed={open.artist + open.title} size={84} />
              <div className={styles.names}>
                <p className={styles.track}>{open.title}</p>
                <p>
                  {open.artist}
                  <span
                    className={styles.dim}
                  >{` · ${PLATFORM_NAMES[open.platform]} · #${open.number}`}</span>
                </p>
                <p className={styles.tag}>
                  <StatusTag status={open.status} />
                </p>
              </div>
              <div className={styles.keys}>
                <span data-kind="good">
                  {submissionsT('act.approve')} <Kbd>A</Kbd>
                </span>
                <span data-kind="bad">
                  {submissionsT('act.reject')} <Kbd>R</Kbd>
                </span>
              </div>
            </div>
            <SampleMessage
              name={SAMPLE_REVIEWER}
              direction={submissionsT('entry.to_artist')}
              isStaff
            >
              {t('landing.sample.ask')}
            </SampleMessage>
            <SampleMessage name={open.artist} direction={submissionsT('entry.from_artist')}>
              {t('landing.sample.answer')}
            </SampleMessage>
          </div>
        </div>
      </div>
      <DiscordCard />
    </figure>
  );
}

function SampleMessage({
  name,
  direction,
  isStaff,
  children,
}: {
  name: string;
  direction: string;
  isStaff?: boolean;
  children: string;
}) {
  return (
    <div className={styles.talk}>
      <Avatar name={name} size={28} />
      <div>
        <p>
          <strong>{name}</strong> <span className={styles.dim}>{direction}</span>
        </p>
        <p className={styles.bubble} data-staff={isStaff || undefined}>
          {children}
        </p>
      </div>
    </div>
  );
}

/** The reply as the artist sees it on Discord. */
function DiscordCard() {
  const t = useT(landingStrings);
  return (
    <div className={styles.card}>
      <p className={styles.from}>
        <Logo size={20} />
        {t('landing.sample_label')}
        <small>{t('landing.sample.app')}</small>
      </p>
      <p className={styles.body}>
        <strong>{t('landing.sample.yes')}</strong>
        {t('landing.sample.yes_text')}
      </p>
    </div>
  );
}
