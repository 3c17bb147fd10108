import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { TransitKey } from './types.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BASE64_PATTERN = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A refusal that Vault answers with 400 and this text. */
export class CipherError extends Error {}

/** One item of an encrypt, decrypt or rewrap call. */
export type CipherItem = Record<string, unknown>;

/** Encrypts `item.plaintext` (base64) with AES-256-GCM; the layout is nonce, ciphertext, tag. */
export function encrypt(
  key: TransitKey,
  item: CipherItem,
): { ciphertext: string; key_version: number } {
  if (item.plaintext === undefined) throw new CipherError('missing plaintext to encrypt');
  const version = Number(item.key_version ?? 0) || key.latestVersion;
  if (version < key.minEncryptionVersion) {
    throw new CipherError('requested version for encryption is less than the minimum');
  }
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', getSecret(key, version, item), nonce);
  cipher.setAAD(decodeBase64(item.associated_data ?? '', 'associated_data'));
  const body = Buffer.concat([
    nonce,
    cipher.update(decodeBase64(item.plaintext, 'plaintext')),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { ciphertext: `vault:v${version}:${body.toString('base64')}`, key_version: version };
}

/** Opens `item.ciphertext`; the plaintext comes back as base64. */
export function decrypt(key: TransitKey, item: CipherItem): { plaintext: string } {
  const match = /^vault:v(\d+):(.*)$/.exec(String(item.ciphertext ?? ''));
  if (!match) throw new CipherError('invalid ciphertext: no prefix');
  const version = Number(match[1]);
  if (version > key.latestVersion) throw new CipherError('invalid ciphertext: version is too new');
  if (version < key.minDecryptionVersion) {
    throw new CipherError('ciphertext or signature version is disallowed by policy (too old)');
  }
  const body = decodeBase64(match[2], 'ciphertext');
  if (body.length < NONCE_BYTES + TAG_BYTES) throw new CipherError('invalid ciphertext');
  const nonce = body.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', getSecret(key, version, item), nonce);
  decipher.setAAD(decodeBase64(item.associated_data ?? '', 'associated_data'));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    const plaintextStart = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES));
    return { plaintext: Buffer.concat([plaintextStart, decipher.final()]).toString('base64') };
  } catch {
    throw new CipherError('cipher: message authentication failed');
  }
}

function getSecret(key: TransitKey, version: number, item: CipherItem): Buffer {
  const keyVersion = key.versions[version];
  if (!keyVersion) throw new CipherError('no such key version');
  const secret = Buffer.from(keyVersion.key, 'base64');
  if (!key.derived) return secret;
  if (!item.context) throw new CipherError("missing 'context' for key derivation");
  const context = decodeBase64(item.context, 'context');
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), context, 32));
}

function decodeBase64(value: unknown, name: string): Buffer {
  if (typeof value !== 'string' || !BASE64_PATTERN.test(value)) {
    throw new CipherError(`failed to base64-decode ${name}`);
  }
  return Buffer.from(value, 'base64');
}
