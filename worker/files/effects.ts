import {
  fileEffects,
  loadExpiredFiles,
  loadFailedFile,
  loadFileToErase,
  loadFileToProcess,
  loadThreadFile,
  loadThreadFileRemoval,
  removeExpiredFiles,
  submissionEffects,
  submissionSubject,
} from '../../domain/index.ts';
import { defineDeliverer, NOTHING_TO_DO } from '../deliver/types.ts';
import { sendFileFailed } from './failed-dm.ts';
import { deleteFileMessage, postFile } from './thread-file.ts';

/** A file's row is checked again after half of its age, within these, ms. */
const MIN_RECHECK_MS = 15_000;
const MAX_RECHECK_MS = 300_000;

export const deliverers = [
  defineDeliverer({
    effect: fileEffects.fileProcess,
    load: (db, _number, { fileId }) => loadFileToProcess(db, fileId),
    // The row stays until the file is processed: whoever is killed, it is taken up again.
    async deliver({ guildId, row, fileQueue }, { fileId }) {
      fileQueue.add({ guildId, fileId });
      const waitMs = Math.max(MIN_RECHECK_MS, (Date.now() - row.createdAt) / 2);
      return { done: false, waitMs: Math.min(MAX_RECHECK_MS, waitMs), code: 'processing' };
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
  defineDeliverer({
    effect: fileEffects.threadFile,
    after: [submissionEffects.threadOpen],
    load: (db, number, { fileId }) => loadThreadFile(db, number, fileId),
    deliver: postFile,
  }),
  defineDeliverer({
    effect: fileEffects.threadFileRemoval,
    after: [fileEffects.threadFile],
    load: (db, number, { fileId }) => loadThreadFileRemoval(db, number, fileId),
    deliver: deleteFileMessage,
  }),
];
