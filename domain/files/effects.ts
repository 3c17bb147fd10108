import { defineEffect } from '../effects/define-effect.ts';

const fileEffect = (kind: string) =>
  defineEffect({ kind, version: 1, subjectType: 'submission', payloadField: 'fileId' });

/** A file is fetched, stored, and analyzed. */
export const fileProcess = fileEffect('file.process');
/** A removed file's content is erased from its bucket. */
export const fileErase = fileEffect('file.erase');
/** The files of a demo are removed, if the rejection that this names still stands. */
export const filesExpire = defineEffect({
  kind: 'files.expire',
  version: 1,
  subjectType: 'submission',
  payloadField: 'eventId',
});
/** A file that is sound is posted in the submission's thread, where staff play it. */
export const threadFile = fileEffect('thread.file');
/** The message of a removed file is deleted. */
export const threadFileRemoval = fileEffect('thread.file_remove');
/** The artist is told that a file could not be kept. */
export const fileFailedDm = fileEffect('dm.file_failed');
