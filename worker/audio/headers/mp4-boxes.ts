import { textAt } from '../bytes.ts';

/** A box of ISO's base media format, in a buffer. */
export interface Box {
  type: string;
  /** Of what it contains. */
  start: number;
  end: number;
}

/** The header of a box: 8 bytes, or 16 with a 64-bit size. */
export const BOX_HEADER_BYTES = 16;

/**
 * @param bytes the header, as far as there is one
 * @param bytesLeft for a box that reaches to the end of the file
 * @returns null: the size is shorter than its header
 */
export function parseBoxHeader(
  bytes: Buffer,
  offset: number,
  bytesLeft: number,
): { type: string; headerBytes: number; sizeBytes: number } | null {
  if (offset + 8 > bytes.length) return null;
  const type = textAt(bytes, offset + 4);
  const size = bytes.readUInt32BE(offset);
  if (size === 0) return { type, headerBytes: 8, sizeBytes: bytesLeft };
  if (size !== 1) return size < 8 ? null : { type, headerBytes: 8, sizeBytes: size };
  if (offset + BOX_HEADER_BYTES > bytes.length) return null;
  const sizeBytes = Number(bytes.readBigUInt64BE(offset + 8));
  return sizeBytes < BOX_HEADER_BYTES ? null : { type, headerBytes: BOX_HEADER_BYTES, sizeBytes };
}

/** The boxes in a part of a buffer, one after the other; ends at the first that does not fit. */
export function* boxesIn(bytes: Buffer, { start, end }: Omit<Box, 'type'>): Generator<Box> {
  for (let offset = start; offset < end; ) {
    const header = parseBoxHeader(bytes, offset, end - offset);
    if (!header || offset + header.sizeBytes > end) return;
    yield {
      type: header.type,
      start: offset + header.headerBytes,
      end: offset + header.sizeBytes,
    };
    offset += header.sizeBytes;
  }
}

/** The first box at the end of a path of types; null: there is none. */
export function findBox(bytes: Buffer, parent: Box, ...path: readonly string[]): Box | null {
  let box: Box | null = parent;
  for (const type of path) {
    box = findChild(bytes, box, type);
    if (!box) return null;
  }
  return box;
}

function findChild(bytes: Buffer, parent: Box, type: string): Box | null {
  for (const box of boxesIn(bytes, parent)) if (box.type === type) return box;
  return null;
}
