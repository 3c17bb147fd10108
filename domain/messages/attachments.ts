import { parseText } from '../submissions/row-parsers.ts';

export interface Attachment {
  name: string;
  url: string;
}

/** Attachments travel as links; only http(s) ones leave the store. */
export function parseAttachments(document: unknown): Attachment[] {
  try {
    const list = JSON.parse(String(document));
    if (!Array.isArray(list)) return [];
    return list
      .slice(0, 10)
      .map((each) => ({ name: parseText(each?.name, 200), url: parseText(each?.url, 2_000) }))
      .filter(({ url }) => /^https?:\/\//i.test(url));
  } catch {
    return [];
  }
}
