import type { Status } from '../../../domain/submissions/status.ts';
import {
  IconBack,
  IconFlag,
  IconInbox,
  IconNote,
  IconPaperclip,
  IconPencil,
  IconStar,
  IconTag,
  IconUser,
} from '../../components/icons.ts';
import { StatusGlyph } from '../../components/status-glyph.tsx';
import statusTagStyles from '../../components/status-tag.module.css';
import { useT } from '../../strings/use-t.ts';
import { Timestamp } from '../../times/timestamp.tsx';
import { type SubmissionsTranslate, submissionsStrings } from '../strings.en.ts';
import styles from './timeline.module.css';
import type { TimelineItem } from './timeline-item.ts';

type EventEntry = Exclude<TimelineItem, { kind: 'message' }>;

export function TimelineEvent({ entry }: { entry: EventEntry }) {
  const t = useT(submissionsStrings);
  return (
    <div className={styles.event}>
      <span className={styles.dot}>
        <EventIcon entry={entry} />
      </span>
      <div className={styles.body}>
        <p className={styles.said}>
          <bdi className={styles.who}>{entry.by}</bdi> {describeEvent(t, entry)}{' '}
          <span className={styles.quiet}>
            {t(`entry.${entry.source}`)} · <Timestamp at={entry.at} format="stamp" />
          </span>
        </p>
        {entry.kind === 'corrected' && entry.fromUrl && (
          <p className={styles.reason}>{t('entry.link_before', { url: entry.fromUrl })}</p>
        )}
        {entry.kind === 'corrected' && entry.toUrl && (
          <p className={styles.reason}>{t('entry.link_after', { url: entry.toUrl })}</p>
        )}
        {'reason' in entry && entry.reason && (
          <p className={styles.reason} dir="auto">
            {entry.reason}
          </p>
        )}
      </div>
    </div>
  );
}

function describeEvent(t: SubmissionsTranslate, entry: EventEntry): string {
  const statusLabel = (status: Status) => t(`status.${status}`);
  if (entry.kind === 'undone') return t('entry.undone', { to: statusLabel(entry.to) });
  if (entry.kind === 'corrected') return t(`entry.corrected.${entry.what}`);
  if ('tag' in entry) return t(`entry.${entry.kind}`, { tag: `\u2068${entry.tag}\u2069` });
  if (entry.kind === 'rated') return t('entry.rated', { count: entry.stars });
  if (entry.kind === 'priority') return t(`entry.priority.${entry.priority}`);
  if ('name' in entry)
    return entry.name === null
      ? t(entry.kind === 'assigned' ? 'entry.taken' : 'entry.returned')
      : t(`entry.${entry.kind}`, { name: `\u2068${entry.name}\u2069` });
  if (entry.kind === 'note_added' && entry.position)
    return t('entry.note_added_at', { at: entry.position });
  if (!('to' in entry)) return t(`entry.${entry.kind}`);
  return entry.to === 'approved' || entry.to === 'rejected'
    ? t(`entry.${entry.to}`)
    : t('entry.status', { from: statusLabel(entry.from), to: statusLabel(entry.to) });
}

function EventIcon({ entry }: { entry: EventEntry }) {
  if (entry.kind === 'submitted') return <IconInbox size={14} stroke={2} />;
  if (entry.kind === 'corrected') return <IconPencil size={14} stroke={2} />;
  if (entry.kind === 'undone') return <IconBack size={14} stroke={2} />;
  if (entry.kind === 'file_added' || entry.kind === 'file_removed')
    return <IconPaperclip size={14} stroke={2} />;
  if (entry.kind === 'assigned' || entry.kind === 'unassigned')
    return <IconUser size={14} stroke={2} />;
  if (entry.kind === 'rated' || entry.kind === 'rating_removed')
    return <IconStar size={14} stroke={2} />;
  if (entry.kind === 'priority') return <IconFlag size={14} stroke={2} />;
  if ('position' in entry) return <IconNote size={14} stroke={2} />;
  if ('tag' in entry) return <IconTag size={14} stroke={2} />;
  const status = 'to' in entry ? entry.to : 'withdrawn';
  return (
    <span className={statusTagStyles.tag} data-status={status}>
      <StatusGlyph status={status} />
    </span>
  );
}
