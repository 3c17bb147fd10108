import type { Priority } from '../../domain/submissions/priority.ts';
import { IconArrowDown, IconArrowUp } from '../components/icons.ts';
import styles from './priority-mark.module.css';

/** An arrow for what is not normal; its name stands beside it. */
export function PriorityMark({ priority, size = 14 }: { priority: Priority; size?: number }) {
  if (priority === 'normal') return null;
  const Icon = priority === 'high' ? IconArrowUp : IconArrowDown;
  return (
    <Icon
      size={size}
      stroke={2.5}
      className={styles.mark}
      data-priority={priority}
      aria-hidden="true"
    />
  );
}
