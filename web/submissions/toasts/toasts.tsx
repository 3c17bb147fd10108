import { Notifications, notifications } from '@mantine/notifications';
import type { CSSProperties, ReactNode } from 'react';
import { IconAlert, IconCheck } from '../../components/icons.ts';
import styles from './toasts.module.css';

const TOAST_COLOURS = { good: 'var(--good)', bad: 'var(--bad)', plain: 'var(--dim)' };

interface ToastOptions {
  id: string;
  kind: keyof typeof TOAST_COLOURS;
  title: string;
  text: ReactNode;
  /** The name of the button that closes it. */
  closeLabel: string;
}

/** The notification area. */
export const Toasts = () => (
  <Notifications
    position="bottom-right"
    limit={3}
    containerWidth={380}
    zIndex={300}
    className={styles.notes}
  />
);

/** A notification; errors stay longer and interrupt a screen reader. */
export function showToast({ id, kind, title, text, closeLabel }: ToastOptions): void {
  const isError = kind === 'bad';
  notifications.hide(id);
  notifications.show({
    id,
    title,
    message: text,
    autoClose: isError ? 12_000 : 6_000,
    withBorder: false,
    closeButtonProps: { 'aria-label': closeLabel },
    icon: isError ? <IconAlert size={20} /> : <IconCheck size={20} />,
    style: { '--note-colour': TOAST_COLOURS[kind] } as CSSProperties,
    role: isError ? 'alert' : 'status',
  });
}
