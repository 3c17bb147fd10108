/** A chunk of RIFF; `sizeBytes` is what its header claims. */
export function riffChunk(name: string, content: Buffer, sizeBytes = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(sizeBytes, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

export function wavFile(...chunks: readonly Buffer[]): Buffer {
  const content = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  return riffChunk('RIFF', content);
}

/** The content of a `fmt ` chunk for plain samples. */
export function wavFormat(options: {
  sampleRate: number;
  channels?: number;
  bits?: number;
  tag?: number;
}): Buffer {
  const { sampleRate, channels = 2, bits = 16, tag = 1 } = options;
  const format = Buffer.alloc(16);
  const blockBytes = channels * Math.ceil(bits / 8);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE((sampleRate * blockBytes) >>> 0, 8);
  format.writeUInt16LE(blockBytes, 12);
  format.writeUInt16LE(bits, 14);
  return format;
}

/**
 * A stereo WAV of 16 bits at 44.1 kHz: a tone on the left that gets louder, half a tone and some
 * noise on the right. The same in every run.
 */
export function makeWav(seconds: number): Buffer {
  const SAMPLE_RATE = 44_100;
  const frames = Math.round(seconds * SAMPLE_RATE);
  const data = Buffer.alloc(frames * 4);
  let seed = 1;
  for (let frame = 0; frame < frames; frame += 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const tone = Math.sin((2 * Math.PI * 440 * frame) / SAMPLE_RATE);
    const noise = seed / 2 ** 31 - 1;
    data.writeInt16LE(Math.round(tone * 32_000 * (frame / frames)), frame * 4);
    data.writeInt16LE(Math.round(tone * 8_000 + noise * 4_000), frame * 4 + 2);
  }
  return wavFile(
    riffChunk('fmt ', wavFormat({ sampleRate: SAMPLE_RATE })),
    riffChunk('data', data),
  );
}
