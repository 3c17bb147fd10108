/** A frame header of MPEG audio, layer III, or of AAC in ADTS. */
export interface MpegFrame {
  /** Of the frame, with its header. */
  lengthBytes: number;
  sampleRate: number;
  channels: number;
}

export interface Mp3Frame extends MpegFrame {
  bitsPerSecond: number;
  /** Bytes of the side information, behind which a Xing header is. */
  sideBytes: number;
}

// Rates and bit rates by their index: ISO/IEC 11172-3, 2.4.2.3 and 13818-3, 2.4.2.3.
const MP3_RATES = [44_100, 48_000, 32_000];
const KBPS_VERSION_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBPS_VERSION_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
// ISO/IEC 14496-3, 1.6.3.4.
const AAC_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];

/** @returns null: there is no such header at `offset`, or not all of it */
export function parseMp3Frame(bytes: Uint8Array, offset: number): Mp3Frame | null {
  if (offset + 4 > bytes.length) return null;
  const [sync, second, third, fourth] = bytes.subarray(offset, offset + 4) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const LAYER_3 = 1;
  const RESERVED = 1;
  if (sync !== 0xff || second < 0xe0 || version === RESERVED || layer !== LAYER_3) return null;
  const isVersion1 = version === 3;
  const kbps = (isVersion1 ? KBPS_VERSION_1 : KBPS_VERSION_2)[third >> 4];
  const rate = MP3_RATES[(third >> 2) & 3];
  if (!kbps || !rate) return null;
  const sampleRate = isVersion1 ? rate : version === 2 ? rate / 2 : rate / 4;
  const channels = fourth >> 6 === 3 ? 1 : 2;
  const samplesPerByte = isVersion1 ? 144 : 72;
  const padding = (third >> 1) & 1;
  return {
    lengthBytes: Math.floor((samplesPerByte * kbps * 1_000) / sampleRate) + padding,
    sampleRate,
    channels,
    bitsPerSecond: kbps * 1_000,
    sideBytes: isVersion1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17,
  };
}

/** @returns null: there is no such header at `offset`, or not all of it */
export function parseAdtsFrame(bytes: Uint8Array, offset: number): MpegFrame | null {
  const HEADER_BYTES = 7;
  if (offset + HEADER_BYTES > bytes.length) return null;
  const at = (index: number) => bytes[offset + index] as number;
  if (at(0) !== 0xff || (at(1) & 0xf6) !== 0xf0) return null;
  const sampleRate = AAC_RATES[(at(2) >> 2) & 15];
  const lengthBytes = ((at(3) & 3) << 11) | (at(4) << 3) | (at(5) >> 5);
  if (!sampleRate || lengthBytes <= HEADER_BYTES) return null;
  const configuration = ((at(2) & 1) << 2) | (at(3) >> 6);
  return { lengthBytes, sampleRate, channels: configuration === 7 ? 8 : configuration };
}

/** What follows one header by chance is no second one where the first says. */
const FRAMES_TO_BELIEVE = 3;
/** Sound begins at once, or behind a little padding. */
const SEARCH_BYTES = 4_096;

/**
 * Where the first of several consecutive frames is. At most `SEARCH_BYTES` offsets are tried, with
 * three headers each.
 * @returns null: nowhere
 */
export function findFrames<Frame extends MpegFrame>(
  bytes: Uint8Array,
  parse: (bytes: Uint8Array, offset: number) => Frame | null,
): { offset: number; frame: Frame } | null {
  const last = Math.min(bytes.length, SEARCH_BYTES);
  for (let offset = 0; offset < last; offset += 1) {
    if (bytes[offset] !== 0xff) continue;
    const frame = parse(bytes, offset);
    if (frame && areFrames(bytes, offset, frame, parse)) return { offset, frame };
  }
  return null;
}

function areFrames<Frame extends MpegFrame>(
  bytes: Uint8Array,
  offset: number,
  first: Frame,
  parse: (bytes: Uint8Array, offset: number) => Frame | null,
): boolean {
  let next = offset + first.lengthBytes;
  for (let count = 1; count < FRAMES_TO_BELIEVE; count += 1) {
    // The bytes are the head of a file, or a short file: two frames are then enough.
    if (count > 1 && next + 7 > bytes.length) return true;
    const frame = parse(bytes, next);
    if (frame?.sampleRate !== first.sampleRate) return false;
    next += frame.lengthBytes;
  }
  return true;
}
