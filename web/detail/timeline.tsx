import type { Demo } from '../presenters/demo.ts';
import { Event } from './event.tsx';
import { Message } from './message.tsx';
import look from './timeline.module.css';

/** Everything that happened, oldest first: messages as bubbles, the rest as lines. */
export function Timeline({ demo }: { demo: Demo }) {
  return (
    <ol className={look.timeline}>
      {demo.timeline.map((entry) => (
        <li key={entry.id} data-kind={entry.kind === 'message' ? 'message' : 'event'}>
          {entry.kind === 'message' ? <Message entry={entry} /> : <Event entry={entry} />}
        </li>
      ))}
    </ol>
  );
}
