import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

const data = z.object({
  /** A region's key or a move's id, by the kind. */
  target: z.string().nullable(),
  /** The certificate that an admin accepted by its fingerprint with a database. */
  pinnedFingerprint: z.string().nullable().optional(),
});
const storageEvent = <K extends string>(action: K) =>
  defineEvent({ kind: `storage.${action}`, subjectType: 'guild', data, liveKind: null });

/** An admin's changes of where the guild's data lives. */
export const storageEvents = {
  connected: storageEvent('connect'),
  credentialsRotated: storageEvent('rotate'),
  moveStarted: storageEvent('move'),
  moveAborted: storageEvent('abort'),
  bucketConnected: storageEvent('bucket_connect'),
  bucketCredentialsRotated: storageEvent('bucket_rotate'),
  bucketDisconnected: storageEvent('bucket_disconnect'),
  deferringEnabled: storageEvent('parking_on'),
  deferringDisabled: storageEvent('parking_off'),
};
