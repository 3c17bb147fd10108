import { crc32, deflateSync } from 'node:zlib';

function toChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A PNG: rings of two colours, so that one sees whether it is whole and how it is cut. */
export function makePng(
  width: number,
  height = width,
  colors: readonly [number[], number[]] = [
    [255, 122, 60],
    [40, 20, 90],
  ],
): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + 3 * width);
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x - width / 2, y - height / 2);
      row.set(colors[Math.floor(distance / 20) % 2] ?? [], 1 + 3 * x);
    }
    rows.push(row);
  }
  return Buffer.concat([
    pngHead(width, height),
    toChunk('IDAT', deflateSync(Buffer.concat(rows))),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The beginning of a PNG that says to be this large. */
export function pngHead(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), toChunk('IHDR', header)]);
}
