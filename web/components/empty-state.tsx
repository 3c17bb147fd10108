import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface Props {
  illustration: ReactNode;
  title: string;
  text: ReactNode;
  children?: ReactNode;
  headingLevel?: 2 | 3;
}

/** An empty list or page: why it is empty, and the next step. */
export function EmptyState({ illustration, title, text, children, headingLevel = 2 }: Props) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={styles.empty}>
      <div className={styles.art} aria-hidden="true">
        {illustration}
      </div>
      <Heading className={styles.title}>{title}</Heading>
      <div className={styles.text}>{text}</div>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
