import {
  fileEffects,
  loadExpiredFiles,
  loadFailedFile,
  loadFileToErase,
  loadFileToProcess,
  removeExpiredFiles,
  submissionSubject,
} from '../../domain/index.ts';
import { defineDeliverer, NOTHING_TO_DO } from '../deliver/types.ts';
import { sendFileFailed } from './failed-dm.ts';

/** How long a file may take until its row is looked at again, ms. */
const RECHECK_MS = 15_000;

export const deliverers = [
  defineDeliverer({
    effect: fileEffects.fileProcess,
    load: (db, _number, { fileId }) => loadFileToProcess(db, fileId),
    // The row stays until the file is processed: whoever is killed, it is taken up again.
    async deliver({ guildId, fileQueue }, { fileId }) {
      fileQueue.add({ guildId, fileId });
      return { done: false, waitMs: RECHECK_MS, code: 'processing' };
    },
  }),
  defineDeliverer({
    effect: fileEffects.fileErase,
    load: (db, _number, { fileId }) => loadFileToErase(db, fileId),
    async deliver({ guildId, tenancy, loaded }) {
      const files = await tenancy.files(guildId);
      await files.erase(loaded.store ?? files.store, loaded.ids);
      return { done: true, record: loaded.record };
    },
  }),
  defineDeliverer({
    effect: fileEffects.filesExpire,
    load: (db, number, { eventId }) => loadExpiredFiles(db, submissionSubject(number), eventId),
    async deliver({ loaded, number }) {
      if (loaded.length === 0) return NOTHING_TO_DO;
      const subject = submissionSubject(number);
      return { done: true, record: (db) => removeExpiredFiles(db, subject, loaded) };
    },
  }),
  defineDeliverer({
    effect: fileEffects.fileFailedDm,
    load: (db, number, { fileId }) => loadFailedFile(db, number, fileId),
    deliver: sendFileFailed,
  }),
];
