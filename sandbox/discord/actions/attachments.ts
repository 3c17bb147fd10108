import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { UploadedFile } from '../http/body.ts';
import type { AttachmentRecord, ChannelRecord } from '../state/types.ts';
import type { Field } from '../validate/field.ts';

const MAX_FILES = 10;

interface PlannedFile {
  upload: UploadedFile;
  filename: string;
  description: string | null;
}

/** The files a message will have: those kept from before, and those that come with the request. */
export interface AttachmentPlan {
  kept: AttachmentRecord[];
  added: PlannedFile[];
  names: Set<string>;
}

export function planAttachments(
  core: Core,
  field: Field,
  uploads: UploadedFile[],
  existing: AttachmentRecord[],
): AttachmentPlan {
  for (const upload of uploads)
    if (upload.content.length > core.rules.uploadBytes) throw discordError(40005);
  const hasList = field.has('attachments');
  const described = new Map<string, { filename?: string; description?: string }>();
  const keptIds = new Set<string>();
  for (const item of field.key('attachments').list({ max: MAX_FILES })) {
    if (!item.object()) continue;
    const raw = item.key('id').value;
    const id = String(raw ?? '');
    const filename = item.key('filename').string({ max: 1024 });
    const description = item.key('description').string({ max: 1024 });
    described.set(id, {
      ...(filename ? { filename } : {}),
      ...(description ? { description } : {}),
    });
    if (existing.some((file) => file.id === id)) keptIds.add(id);
    else if (!uploads.some((upload) => upload.key === id))
      item
        .key('id')
        .addError(
          'ATTACHMENT_NOT_FOUND',
          `Attachment data for ID ${id} not found in the uploaded files`,
        );
  }
  const kept = hasList ? existing.filter((file) => keptIds.has(file.id)) : existing;
  const added = uploads.map((upload) => {
    const metadata = described.get(upload.key);
    return {
      upload,
      filename: sanitizeFilename(metadata?.filename ?? upload.filename),
      description: metadata?.description ?? null,
    };
  });
  if (kept.length + added.length > MAX_FILES)
    field
      .key('attachments')
      .addError('BASE_TYPE_MAX_LENGTH', `Must be ${MAX_FILES} or fewer in length.`);
  return { kept, added, names: new Set([...kept, ...added].map((file) => file.filename)) };
}

/** Stores the new files; called when the message is sure to be made. */
export function storeAttachments(
  core: Core,
  channel: ChannelRecord,
  plan: AttachmentPlan,
  ephemeral: boolean,
): AttachmentRecord[] {
  const added = plan.added.map((file) =>
    storeFile(core, channel.id, file.filename, file.upload, ephemeral, file.description),
  );
  return [...plan.kept, ...added];
}

export function storeFile(
  core: Core,
  channelId: string,
  filename: string,
  file: { content: Buffer; contentType: string },
  ephemeral: boolean,
  description: string | null = null,
): AttachmentRecord {
  const record = {
    id: core.newId(),
    channelId,
    filename: sanitizeFilename(filename),
    description,
    contentType: file.contentType,
    size: file.content.length,
    ephemeral,
  };
  core.files.put(record.id, file.content);
  return record;
}

/** Discord keeps letters, digits, dots, dashes and underscores of a file's name. */
function sanitizeFilename(name: string): string {
  const sanitized = name
    .replaceAll(/\s+/g, '_')
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '')
    .replace(/^\.+/, '');
  return sanitized.slice(0, 260) || 'unknown';
}
