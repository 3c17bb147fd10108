import type { UploadSession } from '../../domain/uploads/types.ts';

/** What the page shows of a session. Times are epoch ms. */
export type UploadView = UploadSession;

/** The session's fields that a page may know. */
export const presentUploadSession = ({
  id,
  number,
  labelName,
  artistName,
  trackTitle,
  uploads,
  limits,
  expiresAt,
  sentNumber,
  successTemplate,
}: UploadSession): UploadView => ({
  id,
  number,
  labelName,
  artistName,
  trackTitle,
  uploads,
  limits,
  expiresAt,
  sentNumber,
  successTemplate,
});
