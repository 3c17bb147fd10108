import type { ReactNode } from 'react';

export function EmptyState(props: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="empty">
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      {props.children}
    </main>
  );
}
