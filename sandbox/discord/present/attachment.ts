import { createHmac } from 'node:crypto';
import type { APIAttachment } from 'discord-api-types/v10';
import type { AttachmentRecord } from '../state/types.ts';

const SIGNING_KEY = 'local-discord-attachments';

export interface LinkContext {
  url: string;
  clock: { now(): number };
  rules: { attachmentUrlMs: number };
}

/** A signed link that expires: `ex` and `is` are hexadecimal seconds, as on Discord's CDN. */
export function createAttachmentUrl(core: LinkContext, attachment: AttachmentRecord): string {
  const path = `/attachments/${attachment.channelId}/${attachment.id}/${encodeURIComponent(attachment.filename)}`;
  const issued = Math.floor(core.clock.now() / 1000);
  const is = issued.toString(16);
  const ex = (issued + Math.floor(core.rules.attachmentUrlMs / 1000)).toString(16);
  return `${core.url}${path}?ex=${ex}&is=${is}&hm=${signAttachment(path, ex, is)}&`;
}

export function signAttachment(path: string, ex: string, is: string): string {
  return createHmac('sha256', SIGNING_KEY).update(`${path}\n${ex}\n${is}`).digest('hex');
}

export function presentAttachment(core: LinkContext, attachment: AttachmentRecord): APIAttachment {
  const url = createAttachmentUrl(core, attachment);
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.size,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.description ? { description: attachment.description } : {}),
    ...(attachment.ephemeral ? { ephemeral: true } : {}),
  };
}
