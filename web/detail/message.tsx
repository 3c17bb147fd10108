import { useT } from '../catalogues/use-t.ts';
import { Avatar } from '../components/avatar.tsx';
import { IconAlert, IconCheck, IconClock, IconPaperclip } from '../components/icons.ts';
import type { Entry } from '../presenters/entry.ts';
import { When } from '../times/when.tsx';
import look from './timeline.module.css';

type MessageEntry = Extract<Entry, { kind: 'message' }>;

const SIGNS = { pending: IconClock, delivered: IconCheck, failed: IconAlert };

/** Something that one side wrote to the other, and whether it arrived. */
export function Message({ entry }: { entry: MessageEntry }) {
  const t = useT();
  return (
    <div
      className={look.message}
      data-from={entry.direction === 'from_artist' ? 'artist' : 'staff'}
    >
      <Avatar name={entry.by} size={28} />
      <div className={look.body}>
        <p className={look.said}>
          <bdi className={look.who}>{entry.by}</bdi>{' '}
          <span className={look.quiet}>
            {t(`entry.${entry.direction}`)} · <When at={entry.at} as="stamp" />
          </span>
        </p>
        <div className={look.bubble}>
          {entry.body && <p dir="auto">{entry.body}</p>}
          {entry.attachments.map(({ name, url }) => (
            <Attachment key={name + url} name={name} url={url} />
          ))}
        </div>
        {entry.direction === 'to_artist' && <Arrival entry={entry} />}
      </div>
    </div>
  );
}

function Attachment({ name, url }: { name: string; url: string | null }) {
  const t = useT();
  const content = (
    <>
      <IconPaperclip size={14} stroke={2} aria-hidden="true" />
      <bdi>{name}</bdi>
    </>
  );
  return url ? (
    <a
      href={url}
      className={look.file}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={t('entry.attachment', { name })}
    >
      {content}
    </a>
  ) : (
    <span className={look.file}>{content}</span>
  );
}

function Arrival({ entry }: { entry: MessageEntry }) {
  const t = useT();
  const Sign = SIGNS[entry.delivery];
  return (
    <p className={look.arrival} data-delivery={entry.delivery}>
      <Sign size={12} stroke={2.5} aria-hidden="true" />
      {t(`entry.${entry.delivery}`)}
      {entry.problem && `: ${t(`entry.${entry.problem}`)}`}
    </p>
  );
}
