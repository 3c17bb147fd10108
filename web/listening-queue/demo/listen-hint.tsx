import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { useT } from '../../strings/use-t.ts';
import type { FocusView } from '../listen-view.ts';
import { listenStrings } from '../strings.en.ts';
import styles from './queue-demo.module.css';

/** Why the queue does not go on by itself here; nothing where it does. */
export function ListenHint({ focus: { demo, tracks } }: { focus: FocusView }) {
  const t = useT(listenStrings);
  const [first] = tracks;
  if (first?.source.kind === 'file') return null;
  return (
    <p className={styles.hint} data-script-only>
      {first?.source.kind === 'embed'
        ? t('listen.embed_hint', { platform: PLATFORM_NAMES[first.source.platform] })
        : t(demo.url ? 'listen.link_hint' : 'listen.nothing_hint')}
    </p>
  );
}
