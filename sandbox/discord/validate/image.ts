import type { Field } from './field.ts';

/** Images come as data URIs; here only their hash is kept. */
export function readImage(field: Field): string | null {
  const text = field.string();
  if (!text) return null;
  const match = /^data:image\/(png|jpeg|gif|webp|avif);base64,([A-Za-z0-9+/=]+)$/.exec(text);
  if (!match) {
    field.addError('IMAGE_INVALID', 'Invalid image data');
    return null;
  }
  let hash = 0n;
  for (const byte of Buffer.from(match[2]!, 'base64').subarray(0, 4096))
    hash = (hash * 131n + BigInt(byte)) % (1n << 128n);
  return hash.toString(16).padStart(32, '0');
}
