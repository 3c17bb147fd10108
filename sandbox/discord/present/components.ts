import type { AttachmentRecord, ComponentData } from '../state/types.ts';
import { createAttachmentUrl, type LinkContext } from './attachment.ts';

const SCHEME = 'attachment://';

/** Components as they go out: references to the message's own files become links to them. */
export function presentComponents(
  core: LinkContext,
  components: ComponentData[],
  attachments: AttachmentRecord[],
): ComponentData[] {
  return components.map((component) => presentComponent(core, component, attachments));
}

function presentComponent(core: LinkContext, component: ComponentData, files: AttachmentRecord[]) {
  const presented: ComponentData = { ...component };
  if (Array.isArray(presented['components']))
    presented['components'] = presentComponents(
      core,
      presented['components'] as ComponentData[],
      files,
    );
  if (presented['accessory'])
    presented['accessory'] = presentComponent(core, presented['accessory'] as ComponentData, files);
  if (presented['media'])
    presented['media'] = presentMedia(core, presented['media'] as { url: string }, files);
  if (presented['file']) {
    const name = (presented['file'] as { url: string }).url.slice(SCHEME.length);
    presented['file'] = presentMedia(core, presented['file'] as { url: string }, files);
    presented['name'] = name;
    presented['size'] = files.find((item) => item.filename === name)?.size ?? 0;
  }
  if (Array.isArray(presented['items']))
    presented['items'] = (presented['items'] as { media: { url: string } }[]).map((item) => ({
      ...item,
      media: presentMedia(core, item.media, files),
    }));
  return presented;
}

function presentMedia(core: LinkContext, item: { url: string }, files: AttachmentRecord[]) {
  if (!item.url.startsWith(SCHEME))
    return { url: item.url, proxy_url: item.url, width: 0, height: 0 };
  const file = files.find((candidate) => candidate.filename === item.url.slice(SCHEME.length));
  if (!file) return { url: item.url };
  const url = createAttachmentUrl(core, file);
  return {
    url,
    proxy_url: url,
    content_type: file.contentType,
    attachment_id: file.id,
    width: 0,
    height: 0,
  };
}
