import { z } from 'zod';
import { defineEvent } from '../events/define-event.ts';

/** A region's key or a move's id, by the kind. */
const data = z.object({ target: z.string().nullable() });
const storageEvent = <K extends string>(action: K) =>
  defineEvent({ kind: `storage.${action}`, subjectType: 'guild', data, liveKind: null });

/** An admin's changes of where the guild's data lives. */
export const storageEvents = {
  connected: storageEvent('connect'),
  credentialsRotated: storageEvent('rotate'),
  moveStarted: storageEvent('move'),
  moveAborted: storageEvent('abort'),
  deferringEnabled: storageEvent('parking_on'),
  deferringDisabled: storageEvent('parking_off'),
};
