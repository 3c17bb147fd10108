import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { TransitKey } from './types.ts';

const nonceBytes = 12;
const tagBytes = 16;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A refusal that Vault answers with 400 and this text. */
export class CipherRefusal extends Error {}

/** One item of an encrypt, decrypt or rewrap call. */
export type Item = Record<string, unknown>;

/** Encrypts `item.plaintext` (base64) with AES-256-GCM; the layout is nonce, ciphertext, tag. */
export function encrypt(key: TransitKey, item: Item): { ciphertext: string; key_version: number } {
  if (item.plaintext === undefined) throw new CipherRefusal('missing plaintext to encrypt');
  const version = Number(item.key_version ?? 0) || key.latestVersion;
  if (version < key.minEncryptionVersion) {
    throw new CipherRefusal('requested version for encryption is less than the minimum');
  }
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', secretOf(key, version, item), nonce);
  cipher.setAAD(bytes(item.associated_data ?? '', 'associated_data'));
  const body = Buffer.concat([
    nonce,
    cipher.update(bytes(item.plaintext, 'plaintext')),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { ciphertext: `vault:v${version}:${body.toString('base64')}`, key_version: version };
}

/** Opens `item.ciphertext`; the plaintext comes back as base64. */
export function decrypt(key: TransitKey, item: Item): { plaintext: string } {
  const match = /^vault:v(\d+):(.*)$/.exec(String(item.ciphertext ?? ''));
  if (!match) throw new CipherRefusal('invalid ciphertext: no prefix');
  const version = Number(match[1]);
  if (version > key.latestVersion)
    throw new CipherRefusal('invalid ciphertext: version is too new');
  if (version < key.minDecryptionVersion) {
    throw new CipherRefusal('ciphertext or signature version is disallowed by policy (too old)');
  }
  const body = bytes(match[2], 'ciphertext');
  if (body.length < nonceBytes + tagBytes) throw new CipherRefusal('invalid ciphertext');
  const nonce = body.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', secretOf(key, version, item), nonce);
  decipher.setAAD(bytes(item.associated_data ?? '', 'associated_data'));
  decipher.setAuthTag(body.subarray(-tagBytes));
  try {
    const start = decipher.update(body.subarray(nonceBytes, -tagBytes));
    return { plaintext: Buffer.concat([start, decipher.final()]).toString('base64') };
  } catch {
    throw new CipherRefusal('cipher: message authentication failed');
  }
}

function secretOf(key: TransitKey, version: number, item: Item): Buffer {
  const found = key.versions[version];
  if (!found) throw new CipherRefusal('no such key version');
  const secret = Buffer.from(found.key, 'base64');
  if (!key.derived) return secret;
  if (!item.context) throw new CipherRefusal("missing 'context' for key derivation");
  const context = bytes(item.context, 'context');
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), context, 32));
}

function bytes(value: unknown, name: string): Buffer {
  if (typeof value !== 'string' || !base64.test(value)) {
    throw new CipherRefusal(`failed to base64-decode ${name}`);
  }
  return Buffer.from(value, 'base64');
}
