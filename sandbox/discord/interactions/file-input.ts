/** A file as a person gives it: bytes, base64 in `content`, or plain `text`. */
export interface FileInput {
  name: string;
  content?: string | Uint8Array | undefined;
  text?: string | undefined;
  contentType?: string | undefined;
}

export function toBuffer(file: FileInput): Buffer {
  if (file.text !== undefined) return Buffer.from(file.text);
  if (typeof file.content === 'string') return Buffer.from(file.content, 'base64');
  return Buffer.from(file.content ?? '');
}
