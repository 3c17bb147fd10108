import { Kbd } from '@mantine/core';
import { Avatar } from '../../components/avatar.tsx';
import { Cover } from '../../components/cover.tsx';
import { Logo } from '../../components/logo.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { siteT } from '../../strings/site.ts';
import { useT } from '../../strings/use-t.ts';
import { DemoListRow, type DemoSummary } from '../../submissions/index.ts';
import { useClock } from '../../times/clock.tsx';
import styles from './inbox-preview.module.css';

/** React 18 knows the attribute only as a string. */
const INERT = { inert: '' } as object;

/** The inbox itself, with invented demos: a picture, so nothing in it can be reached. */
export function InboxPreview() {
  const t = useT();
  const { now } = useClock();
  const rows = createSampleDemos(now);
  const [open] = rows;
  return (
    <figure className={styles.stage}>
      <div className={styles.glow} aria-hidden="true" />
      <div className={styles.frame} role="img" aria-label={siteT('landing.picture')}>
        <div className={styles.inside} aria-hidden="true" {...INERT}>
          <div className={styles.list}>
            <p className={styles.label}>{siteT('landing.sample_label')}</p>
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
              <Cover seed="Ada LuneGlass Horizon" size={84} />
              <div className={styles.names}>
                <p className={styles.track}>Glass Horizon</p>
                <p>
                  Ada Lune<span className={styles.dim}> · SoundCloud · #1042</span>
                </p>
                <p className={styles.tag}>
                  <StatusTag status="shortlisted" />
                </p>
              </div>
              <div className={styles.keys}>
                <span data-kind="good">
                  {t('act.approve')} <Kbd>A</Kbd>
                </span>
                <span data-kind="bad">
                  {t('act.reject')} <Kbd>R</Kbd>
                </span>
              </div>
            </div>
            <SampleMessage name="Maya" direction={t('entry.to_artist')} isStaff>
              {siteT('landing.sample.ask')}
            </SampleMessage>
            <SampleMessage name="Ada Lune" direction={t('entry.from_artist')}>
              {siteT('landing.sample.answer')}
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

/** What the artist sees: the answer, where they asked. */
function DiscordCard() {
  return (
    <div className={styles.card}>
      <p className={styles.from}>
        <Logo size={20} />
        {siteT('landing.sample_label')}
        <small>{siteT('landing.sample.app')}</small>
      </p>
      <p className={styles.body}>
        <strong>{siteT('landing.sample.yes')}</strong>
        {siteT('landing.sample.yes_text')}
      </p>
    </div>
  );
}

const HOUR_MS = 3_600_000;

/** Demos for the picture on the landing page; invented. */
const createSampleDemos = (now: number): DemoSummary[] =>
  (
    [
      [1042, 'Glass Horizon', 'Ada Lune', 'soundcloud', 'shortlisted', 2],
      [1041, 'Kaltes Klares Wasser', 'Björn & die Fahrradwerkstatt', 'dropbox', 'in_queue', 3],
      [1040, 'Basement Letters', 'Kofi Mensah', 'bandcamp', 'in_queue', 8],
      [1039, 'Sal y Ceniza', 'Lucía Vega', 'spotify', 'contacted', 27],
      [1038, 'Soft Machines Dream', 'Ines Duarte', 'soundcloud', 'approved', 49],
      [1037, 'Rain on Plastic', 'North Pier', 'youtube', 'rejected', 53],
      [1036, 'Orbit (Demo 3)', 'Yuki & Tom', 'untitled', 'needs_review', 72],
    ] as const
  ).map(([number, title, artist, platform, status, hours]) => ({
    number,
    title,
    artist,
    platform,
    status,
    createdAt: now - hours * HOUR_MS,
  }));
