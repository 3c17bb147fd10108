import { Kbd } from '@mantine/core';
import { siteT } from '../catalogues/site.ts';
import { useT } from '../catalogues/use-t.ts';
import { Avatar } from '../components/avatar.tsx';
import { Cover } from '../components/cover.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { ListRow } from '../inbox/list-row.tsx';
import { useClock } from '../times/clock.tsx';
import { DiscordCard } from './discord-card.tsx';
import look from './picture.module.css';
import { sampleRows } from './sample.ts';

/** React 18 knows the attribute only as a string. */
const INERT = { inert: '' } as object;

/** The inbox itself, with invented demos: a picture, so nothing in it can be reached. */
export function Picture() {
  const t = useT();
  const { now } = useClock();
  const rows = sampleRows(now);
  const [open] = rows;
  return (
    <figure className={look.stage}>
      <div className={look.glow} aria-hidden="true" />
      <div className={look.frame} role="img" aria-label={siteT('landing.picture')}>
        <div className={look.inside} aria-hidden="true" {...INERT}>
          <div className={look.list}>
            <p className={look.label}>{siteT('landing.sample_label')}</p>
            <ol>
              {rows.map((row) => (
                <ListRow
                  key={row.number}
                  row={row}
                  to="/"
                  isSelected={row === open}
                  isNew={false}
                />
              ))}
            </ol>
          </div>
          <div className={look.demo}>
            <div className={look.head}>
              <Cover seed="Ada LuneGlass Horizon" size={84} />
              <div className={look.names}>
                <p className={look.track}>Glass Horizon</p>
                <p>
                  Ada Lune<span className={look.dim}> · SoundCloud · #1042</span>
                </p>
                <p className={look.tag}>
                  <StatusTag status="shortlisted" />
                </p>
              </div>
              <div className={look.keys}>
                <span data-kind="good">
                  {t('act.approve')} <Kbd>A</Kbd>
                </span>
                <span data-kind="bad">
                  {t('act.reject')} <Kbd>R</Kbd>
                </span>
              </div>
            </div>
            <Talk name="Maya" who={t('entry.to_artist')} isStaff>
              {siteT('landing.sample.ask')}
            </Talk>
            <Talk name="Ada Lune" who={t('entry.from_artist')}>
              {siteT('landing.sample.answer')}
            </Talk>
          </div>
        </div>
      </div>
      <DiscordCard />
    </figure>
  );
}

function Talk({
  name,
  who,
  isStaff,
  children,
}: {
  name: string;
  who: string;
  isStaff?: boolean;
  children: string;
}) {
  return (
    <div className={look.talk}>
      <Avatar name={name} size={28} />
      <div>
        <p>
          <strong>{name}</strong> <span className={look.dim}>{who}</span>
        </p>
        <p className={look.bubble} data-staff={isStaff || undefined}>
          {children}
        </p>
      </div>
    </div>
  );
}
