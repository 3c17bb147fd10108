import type { AttachmentRecord, ComponentData } from '../state/types.ts';
import { attachmentUrl, type LinkMaker } from './attachment.ts';

const SCHEME = 'attachment://';

/** Components as they go out: references to the message's own files become links to them. */
export function presentComponents(
  core: LinkMaker,
  components: ComponentData[],
  attachments: AttachmentRecord[],
): ComponentData[] {
  return components.map((component) => present(core, component, attachments));
}

function present(core: LinkMaker, component: ComponentData, files: AttachmentRecord[]) {
  const out: ComponentData = { ...component };
  if (Array.isArray(out['components']))
    out['components'] = presentComponents(core, out['components'] as ComponentData[], files);
  if (out['accessory']) out['accessory'] = present(core, out['accessory'] as ComponentData, files);
  if (out['media']) out['media'] = media(core, out['media'] as { url: string }, files);
  if (out['file']) {
    const name = (out['file'] as { url: string }).url.slice(SCHEME.length);
    out['file'] = media(core, out['file'] as { url: string }, files);
    out['name'] = name;
    out['size'] = files.find((item) => item.filename === name)?.size ?? 0;
  }
  if (Array.isArray(out['items']))
    out['items'] = (out['items'] as { media: { url: string } }[]).map((item) => ({
      ...item,
      media: media(core, item.media, files),
    }));
  return out;
}

function media(core: LinkMaker, item: { url: string }, files: AttachmentRecord[]) {
  if (!item.url.startsWith(SCHEME))
    return { url: item.url, proxy_url: item.url, width: 0, height: 0 };
  const file = files.find((candidate) => candidate.filename === item.url.slice(SCHEME.length));
  if (!file) return { url: item.url };
  const url = attachmentUrl(core, file);
  return {
    url,
    proxy_url: url,
    content_type: file.contentType,
    attachment_id: file.id,
    width: 0,
    height: 0,
  };
}
