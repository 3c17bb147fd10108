import { type Attachment, ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { z } from 'zod';
import { type AnnouncedFile, announcedFile } from '../../domain/files/announced-file.ts';
import type { FormValues } from './form-values-cache.ts';

/** The custom id of a form's file upload, and the name of its value. */
export const FILES_FIELD = 'files';

const announcedFiles = z.array(announcedFile);

export const toAnnouncedFile = ({ name, url, size }: Attachment): AnnouncedFile => ({
  name,
  url,
  sizeBytes: size,
});

/** What was uploaded with a form; empty when it has no file upload. */
export function readUploadedFiles({ fields }: ModalSubmitInteraction): AnnouncedFile[] {
  if (fields.fields.get(FILES_FIELD)?.type !== ComponentType.FileUpload) return [];
  return [...(fields.getUploadedFiles(FILES_FIELD)?.values() ?? [])].map(toAnnouncedFile);
}

/** Discord opens no form with files in it: they are kept beside its other values. */
export const toFilesValue = (files: readonly AnnouncedFile[]): string => JSON.stringify(files);

/** @param values of a form, as they were kept */
export function parseFilesValue({ [FILES_FIELD]: value }: FormValues): AnnouncedFile[] {
  return value ? announcedFiles.parse(JSON.parse(value)) : [];
}
