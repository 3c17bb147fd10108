import { X509Certificate } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Engine } from '../types.ts';
import { OwnDatabaseError } from './errors.ts';

export const DEFAULT_PORTS: Record<Engine, number> = { postgres: 5432, mysql: 3306 };

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
/** What resolvers take for an IPv4 address although it does not look like one: `127.1`, `0x7f000001`. */
const NUMBER = /^(0x[0-9a-f]*|[0-9]+)$/;

const wrong = (field: string) => new OwnDatabaseError('URL', { field });

/** Characters that end a string early, or a line, in a protocol, a log or a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * A host's name in lower case, or an IP address in its canonical form, without brackets.
 * @throws OwnDatabaseError `URL`; `ADDRESS` for an IP address that is written in another form
 */
export function hostPart(text: string): string {
  const host = text.toLowerCase();
  if (host.startsWith('[') || host.includes(':')) return ipv6(host.replace(/^\[(.*)\]$/, '$1'));
  if (isIP(host)) return host;
  const labels = host.split('.');
  if (NUMBER.test(labels.at(-1) ?? '')) throw new OwnDatabaseError('ADDRESS', { field: 'host' });
  if (host.length > 253 || !labels.every((label) => LABEL.test(label))) throw wrong('host');
  return host;
}

function ipv6(text: string): string {
  if (!isIPv6(text) || text.includes('%')) throw wrong('host');
  if (ipaddr.IPv6.parse(text).toRFC5952String() !== text)
    throw new OwnDatabaseError('ADDRESS', { field: 'host' });
  return text;
}

/** @param text decimal digits; empty: the engine's usual port */
export function portPart(text: string, engine: Engine): number {
  if (text === '') return DEFAULT_PORTS[engine];
  const port = /^[1-9][0-9]{0,4}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw wrong('port');
  return port;
}

export function userPart(text: string): string {
  if (text === '' || text.length > 128 || CONTROL.test(text)) throw wrong('user');
  return text;
}

export function passwordPart(text: string): string {
  if (text.length > 1_000 || text.includes('\0')) throw wrong('password');
  return text;
}

export function databasePart(text: string): string {
  if (text === '' || text.length > 128 || CONTROL.test(text) || /[/\\]/.test(text))
    throw wrong('database');
  return text;
}

const ANY_BEGIN = '-----BEGIN ';
const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';
const BASE64 = /^[A-Za-z0-9+/=\s]+$/;
/** Of a bundle, characters: that of AWS RDS for all regions has about 120 certificates, 180 KB. */
const MAX_CA = 512 * 1024;

/**
 * The certificates of a PEM text and nothing else of it; null for an empty one. Text between them is
 * skipped: bundles name each certificate. Anything else in PEM is refused: a private key is not ours to see.
 * @throws OwnDatabaseError `TLS` with the field `ca`
 */
export function caPart(text: string): string | null {
  if (text.trim() === '') return null;
  const certificates = text.length <= MAX_CA ? certificatesOf(text) : null;
  if (!certificates?.every(isCertificate)) throw new OwnDatabaseError('TLS', { field: 'ca' });
  return `${certificates.join('\n')}\n`;
}

/** @returns null when a block is no certificate or has no end, or when there is none */
function certificatesOf(text: string): string[] | null {
  const certificates: string[] = [];
  const [, ...blocks] = text.split(ANY_BEGIN);
  for (const rest of blocks) {
    const block = `${ANY_BEGIN}${rest}`;
    const end = block.indexOf(END);
    if (!block.startsWith(BEGIN) || end === -1) return null;
    if (!BASE64.test(block.slice(BEGIN.length, end))) return null;
    certificates.push(block.slice(0, end + END.length));
  }
  return certificates.length > 0 ? certificates : null;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
