import { Notifications, notifications } from '@mantine/notifications';
import type { CSSProperties, ReactNode } from 'react';
import { IconAlert, IconCheck } from '../components/icons.ts';
import look from './notes.module.css';

const COLOURS = { good: 'var(--good)', bad: 'var(--bad)', plain: 'var(--dim)' };

interface Shown {
  id: string;
  kind: keyof typeof COLOURS;
  title: string;
  text: ReactNode;
}

/** Where notes about acts appear. */
export const Notes = () => (
  <Notifications
    position="bottom-right"
    limit={3}
    containerWidth={380}
    zIndex={300}
    className={look.notes}
  />
);

/** A note at the edge of the page; bad news stay longer and interrupt a screen reader. */
export function showNote({ id, kind, title, text }: Shown): void {
  const isBad = kind === 'bad';
  notifications.hide(id);
  notifications.show({
    id,
    title,
    message: text,
    autoClose: isBad ? 12_000 : 6_000,
    withBorder: false,
    icon: isBad ? <IconAlert size={20} /> : <IconCheck size={20} />,
    style: { '--note-colour': COLOURS[kind] } as CSSProperties,
    role: isBad ? 'alert' : 'status',
  });
}
