/** In px, as an image's own header says it. */
interface ImageSize {
  width: number;
  height: number;
}

/**
 * The size of an image: a browser decodes what it says, however few bytes it has.
 * @param contentType by its first bytes
 * @returns null when it does not say it, and for formats that not every browser shows, or that are
 * more than an image: those that are known are PNG, GIF, WebP and JPEG
 */
export function readImageSize(bytes: Buffer, contentType: string): ImageSize | null {
  try {
    switch (contentType) {
      case 'image/png':
        return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
      case 'image/gif':
        return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
      case 'image/webp':
        return readWebpSize(bytes);
      case 'image/jpeg':
        return readJpegSize(bytes);
      default:
        return null;
    }
  } catch {
    // It ends within its header.
    return null;
  }
}

function readWebpSize(bytes: Buffer): ImageSize | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}

/** Start of a frame; the others in this range are tables (`DHT`, `JPG`, `DAC`). */
const isFrameStart = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** From segment to segment, each of which says its length. */
function readJpegSize(bytes: Buffer): ImageSize | null {
  for (let offset = 2; bytes.readUInt8(offset) === 0xff; ) {
    const marker = bytes.readUInt8(offset + 1);
    if (isFrameStart(marker))
      return { width: bytes.readUInt16BE(offset + 7), height: bytes.readUInt16BE(offset + 5) };
    // A byte that fills up has no length.
    offset += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(offset + 2);
  }
  return null;
}
