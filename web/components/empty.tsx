import type { ReactNode } from 'react';
import look from './empty.module.css';

interface Props {
  art: ReactNode;
  title: string;
  text: ReactNode;
  children?: ReactNode;
  level?: 2 | 3;
}

/** Nothing here: why, and the next step. */
export function Empty({ art, title, text, children, level = 2 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className={look.empty}>
      <div className={look.art} aria-hidden="true">
        {art}
      </div>
      <Heading className={look.title}>{title}</Heading>
      <div className={look.text}>{text}</div>
      {children && <div className={look.acts}>{children}</div>}
    </div>
  );
}
