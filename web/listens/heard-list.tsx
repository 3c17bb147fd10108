import { VisuallyHidden } from '@mantine/core';
import { formatPosition, speakPosition } from '../player/timeline/format-position.ts';
import { useT } from '../strings/use-t.ts';
import styles from './heard-list.module.css';
import type { ListensView } from './listens-view.ts';
import { listensStrings } from './strings.en.ts';

/** Who has listened to a demo in the player, and for how long. */
export function HeardList({ people, moreCount }: ListensView) {
  const t = useT(listensStrings);
  if (people.length === 0) return t('listens.nobody');
  return (
    <ul className={styles.people}>
      {people.map(({ id, name, heardMs }) => (
        <li key={id} className={styles.person}>
          <bdi className={styles.name} title={name}>
            {name}
          </bdi>
          <span aria-hidden="true">{formatPosition(heardMs)}</span>
          <VisuallyHidden>
            {t('listens.duration', { duration: speakPosition(t.locale, heardMs) })}
          </VisuallyHidden>
        </li>
      ))}
      {moreCount > 0 && <li className={styles.more}>{t('listens.more', { count: moreCount })}</li>}
    </ul>
  );
}
