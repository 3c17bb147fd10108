import { hasText } from '../bytes.ts';

export const ID3_HEADER_BYTES = 10;

/** The bytes of an ID3v2 tag with header and footer; 0: there is none at `offset`. */
export function id3Bytes(bytes: Uint8Array, offset = 0): number {
  if (offset + ID3_HEADER_BYTES > bytes.length || !hasText(bytes, 'ID3', offset)) return 0;
  let size = 0;
  for (let index = offset + 6; index < offset + ID3_HEADER_BYTES; index += 1)
    size = size * 128 + ((bytes[index] as number) & 0x7f);
  const hasFooter = ((bytes[offset + 5] as number) & 0x10) !== 0;
  return size + ID3_HEADER_BYTES * (hasFooter ? 2 : 1);
}
