import { Avatar } from '../../components/avatar.tsx';
import { IconAlert, IconCheck, IconClock, IconPaperclip } from '../../components/icons.ts';
import { useT } from '../../strings/use-t.ts';
import { Timestamp } from '../../times/timestamp.tsx';
import { submissionsStrings } from '../strings.en.ts';
import styles from './timeline.module.css';
import type { TimelineItem } from './timeline-item.ts';

type MessageEntry = Extract<TimelineItem, { kind: 'message' }>;

const DELIVERY_ICONS = { pending: IconClock, delivered: IconCheck, failed: IconAlert };

/** Something that one side wrote to the other, and whether it arrived. */
export function TimelineMessage({ entry }: { entry: MessageEntry }) {
  const t = useT(submissionsStrings);
  return (
    <div
      className={styles.message}
      data-from={entry.direction === 'from_artist' ? 'artist' : 'staff'}
    >
      <Avatar name={entry.by} size={28} />
      <div className={styles.body}>
        <p className={styles.said}>
          <bdi className={styles.who}>{entry.by}</bdi>{' '}
          <span className={styles.quiet}>
            {t(`entry.${entry.direction}`)} · <Timestamp at={entry.at} format="stamp" />
          </span>
        </p>
        <div className={styles.bubble}>
          {entry.body && <p dir="auto">{entry.body}</p>}
          {entry.attachments.map(({ name, url }) => (
            <Attachment key={name + url} name={name} url={url} />
          ))}
        </div>
        {entry.direction === 'to_artist' && <DeliveryStatus entry={entry} />}
      </div>
    </div>
  );
}

function Attachment({ name, url }: { name: string; url: string | null }) {
  const t = useT(submissionsStrings);
  const content = (
    <>
      <IconPaperclip size={14} stroke={2} aria-hidden="true" />
      <bdi>{name}</bdi>
    </>
  );
  return url ? (
    <a
      href={url}
      className={styles.file}
      target="_blank"
      rel="noopener noreferrer nofollow"
      aria-label={t('entry.attachment', { name })}
    >
      {content}
    </a>
  ) : (
    <span className={styles.file}>{content}</span>
  );
}

function DeliveryStatus({ entry }: { entry: MessageEntry }) {
  const t = useT(submissionsStrings);
  const DeliveryIcon = DELIVERY_ICONS[entry.delivery];
  return (
    <p className={styles.arrival} data-delivery={entry.delivery}>
      <DeliveryIcon size={12} stroke={2.5} aria-hidden="true" />
      {t(`entry.${entry.delivery}`)}
      {entry.problem && `: ${t(`entry.${entry.problem}`)}`}
    </p>
  );
}
