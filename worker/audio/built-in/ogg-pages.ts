import { hasText } from '../bytes.ts';

const HEADER_BYTES = 27;
const CAPTURE = 'OggS';

/**
 * Cuts a stream into whole Ogg pages of at most 64 KiB. What is between pages, and a page that is
 * cut off at the end, are left out: the package that parses pages makes seconds of sound of one.
 */
export class OggPages {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = Buffer.concat([this.#rest, chunk]);
    const pages: Uint8Array[] = [];
    let offset = 0;
    while (bytes.length - offset >= HEADER_BYTES) {
      if (!hasText(bytes, CAPTURE, offset)) {
        const next = bytes.indexOf(CAPTURE, offset, 'latin1');
        offset = next === -1 ? bytes.length - (CAPTURE.length - 1) : next;
        continue;
      }
      const length = pageBytes(bytes, offset);
      if (length === null || bytes.length - offset < length) break;
      pages.push(Uint8Array.from(bytes.subarray(offset, offset + length)));
      offset += length;
    }
    this.#rest = bytes.subarray(offset);
    return pages;
  }
}

/** @returns null: the header is not there whole */
function pageBytes(bytes: Buffer, offset: number): number | null {
  const segments = bytes[offset + HEADER_BYTES - 1] as number;
  const end = offset + HEADER_BYTES + segments;
  if (end > bytes.length) return null;
  let length = HEADER_BYTES + segments;
  for (let index = offset + HEADER_BYTES; index < end; index += 1) length += bytes[index] as number;
  return length;
}
