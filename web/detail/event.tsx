import type { Status } from '../../domain/submissions/status.ts';
import type { T } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import { IconBack, IconInbox } from '../components/icons.ts';
import { StatusGlyph } from '../components/status-glyph.tsx';
import tag from '../components/status-tag.module.css';
import type { Entry } from '../presenters/entry.ts';
import { When } from '../times/when.tsx';
import look from './timeline.module.css';

type EventEntry = Exclude<Entry, { kind: 'message' }>;

export function Event({ entry }: { entry: EventEntry }) {
  const t = useT();
  return (
    <div className={look.event}>
      <span className={look.dot}>
        <Sign entry={entry} />
      </span>
      <div className={look.body}>
        <p className={look.said}>
          <bdi className={look.who}>{entry.by}</bdi> {sentence(t, entry)}{' '}
          <span className={look.quiet}>
            {t(`entry.${entry.source}`)} · <When at={entry.at} as="stamp" />
          </span>
        </p>
        {'reason' in entry && entry.reason && (
          <p className={look.reason} dir="auto">
            {entry.reason}
          </p>
        )}
      </div>
    </div>
  );
}

function sentence(t: T, entry: EventEntry): string {
  const word = (status: Status) => t(`status.${status}`);
  if (entry.kind === 'undone') return t('entry.undone', { to: word(entry.to) });
  if (!('to' in entry)) return t(`entry.${entry.kind}`);
  return entry.to === 'approved' || entry.to === 'rejected'
    ? t(`entry.${entry.to}`)
    : t('entry.status', { from: word(entry.from), to: word(entry.to) });
}

function Sign({ entry }: { entry: EventEntry }) {
  if (entry.kind === 'submitted') return <IconInbox size={14} stroke={2} />;
  if (entry.kind === 'undone') return <IconBack size={14} stroke={2} />;
  const status = 'to' in entry ? entry.to : 'withdrawn';
  return (
    <span className={tag.tag} data-status={status}>
      <StatusGlyph status={status} />
    </span>
  );
}
