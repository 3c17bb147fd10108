import { Notifications } from '@mantine/notifications';
import look from './notes.module.css';

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
