import { Avatar } from '../components/avatar.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { IconPlay, IconTrash } from '../components/icons.ts';
import type { PlayableTrack } from '../player/playable-track.ts';
import { usePlayer } from '../player/player-context.ts';
import { formatPosition } from '../player/timeline/format-position.ts';
import { useT } from '../strings/use-t.ts';
import { Timestamp } from '../times/timestamp.tsx';
import type { NoteView } from './note-view.ts';
import styles from './notes.module.css';
import { playFrom } from './play-from.ts';
import { notesStrings } from './strings.en.ts';

interface Props {
  note: NoteView;
  /** The file that it is about, if that can be played. */
  track: PlayableTrack | null;
  isRemoving: boolean;
}

/** A note: who wrote it, what about and when, and a button to remove it. */
export function NoteRow({ note, track, isRemoving }: Props) {
  const t = useT(notesStrings);
  return (
    <li className={styles.note} data-removing={isRemoving || undefined}>
      <Avatar name={note.author} size={28} />
      <div className={styles.text}>
        <p className={styles.said}>
          <bdi className={styles.who}>{note.author}</bdi>{' '}
          <span className={styles.quiet}>
            <Timestamp at={note.at} format="stamp" />
          </span>
        </p>
        <NotePosition note={note} track={track} />
        <p className={styles.body} dir="auto">
          {note.body}
        </p>
      </div>
      {note.canRemove && (
        <Disclosure
          label={t('notes.remove_label', { name: note.author })}
          trigger={<IconTrash size={16} stroke={2} aria-hidden="true" />}
          triggerClass={styles.action}
          panelClass={styles.confirm}
        >
          <p>{t('notes.remove_hint')}</p>
          <button
            type="submit"
            name="noteId"
            value={note.id}
            className={styles.remove}
            aria-disabled={isRemoving}
          >
            {t('notes.remove_confirm')}
          </button>
        </Disclosure>
      )}
    </li>
  );
}

/** What a note is pinned to; of a file that can be played, a button that plays it from there. */
function NotePosition({ note, track }: Pick<Props, 'note' | 'track'>) {
  const t = useT(notesStrings);
  const player = usePlayer();
  const { positionMs, fileName } = note;
  if (positionMs === null) return null;
  const position = formatPosition(positionMs);
  const name = note.fileId === null ? t('notes.link') : fileName;
  return (
    <p className={styles.target}>
      {track ? (
        <button
          type="button"
          className={styles.position}
          data-script-only
          aria-label={t('notes.play_from', { name: fileName ?? '', position })}
          onClick={() => playFrom(player, track, positionMs)}
        >
          <IconPlay size={10} aria-hidden="true" />
          {position}
        </button>
      ) : (
        <span className={styles.position}>{position}</span>
      )}
      {track && (
        <noscript>
          <span className={styles.position}>{position}</span>
        </noscript>
      )}
      {name && (
        <bdi className={styles.track} title={name}>
          {name}
        </bdi>
      )}
    </p>
  );
}
