import type { Demo } from './demo-view.ts';
import styles from './timeline.module.css';
import { TimelineEvent } from './timeline-event.tsx';
import { TimelineMessage } from './timeline-message.tsx';

/** Everything that happened, oldest first: messages as bubbles, the rest as lines. */
export function Timeline({ demo }: { demo: Demo }) {
  return (
    <ol className={styles.timeline}>
      {demo.timeline.map((entry) => (
        <li key={entry.id} data-kind={entry.kind === 'message' ? 'message' : 'event'}>
          {entry.kind === 'message' ? (
            <TimelineMessage entry={entry} />
          ) : (
            <TimelineEvent entry={entry} />
          )}
        </li>
      ))}
    </ol>
  );
}
