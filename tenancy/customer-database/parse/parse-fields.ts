import { X509Certificate } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Engine } from '../../types.ts';
import { CustomerDatabaseError } from '../errors.ts';

export const DEFAULT_PORTS: Record<Engine, number> = { postgres: 5432, mysql: 3306 };

const HOST_LABEL_PATTERN = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
/**
 * What resolvers take for an IPv4 address although it does not look like one: `127.1`,
 * `0x7f000001`.
 */
const NUMERIC_LABEL_PATTERN = /^(0x[0-9a-f]*|[0-9]+)$/;

const invalidField = (field: string) => new CustomerDatabaseError('URL', { field });

/** Characters that end a string early, or a line, in a protocol, a log or a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * A host's name in lower case, or an IP address in its canonical form, without brackets.
 * @throws CustomerDatabaseError `URL`; `ADDRESS` for an IP address that is written in another form
 */
export function parseHost(text: string): string {
  const host = text.toLowerCase();
  if (host.startsWith('[') || host.includes(':'))
    return parseIpv6(host.replace(/^\[(.*)\]$/, '$1'));
  if (isIP(host)) return host;
  const labels = host.split('.');
  if (NUMERIC_LABEL_PATTERN.test(labels.at(-1) ?? ''))
    throw new CustomerDatabaseError('ADDRESS', { field: 'host' });
  if (host.length > 253 || !labels.every((label) => HOST_LABEL_PATTERN.test(label)))
    throw invalidField('host');
  return host;
}

function parseIpv6(text: string): string {
  if (!isIPv6(text) || text.includes('%')) throw invalidField('host');
  if (ipaddr.IPv6.parse(text).toRFC5952String() !== text)
    throw new CustomerDatabaseError('ADDRESS', { field: 'host' });
  return text;
}

/** @param text decimal digits; empty: the engine's usual port */
export function parsePort(text: string, engine: Engine): number {
  if (text === '') return DEFAULT_PORTS[engine];
  const port = /^[1-9][0-9]{0,4}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw invalidField('port');
  return port;
}

export function parseUser(text: string): string {
  if (text === '' || text.length > 128 || CONTROL_CHARACTERS.test(text)) throw invalidField('user');
  return text;
}

export function parsePassword(text: string): string {
  if (text.length > 1_000 || text.includes('\0')) throw invalidField('password');
  return text;
}

export function parseDatabaseName(text: string): string {
  if (text === '' || text.length > 128 || CONTROL_CHARACTERS.test(text) || /[/\\]/.test(text))
    throw invalidField('database');
  return text;
}

const PEM_BEGIN = '-----BEGIN ';
const CERTIFICATE_BEGIN = '-----BEGIN CERTIFICATE-----';
const CERTIFICATE_END = '-----END CERTIFICATE-----';
const BASE64_PATTERN = /^[A-Za-z0-9+/=\s]+$/;
/** Of a bundle, characters: that of AWS RDS for all regions has about 120 certificates, 180 KB. */
const MAX_CA_LENGTH = 512 * 1024;

/**
 * The certificates of a PEM text and nothing else of it; null for an empty one. Text between them
 * is skipped: bundles name each certificate. Anything else in PEM is refused: a private key is not
 * ours to see.
 * @throws CustomerDatabaseError `CA` with the field `ca`
 */
export function parseCaCertificates(text: string): string | null {
  if (text.trim() === '') return null;
  const certificates = text.length <= MAX_CA_LENGTH ? splitCertificates(text) : null;
  if (!certificates?.every(isCertificate)) throw new CustomerDatabaseError('CA', { field: 'ca' });
  return `${certificates.join('\n')}\n`;
}

/** @returns null when a block is no certificate or has no end, or when there is none */
function splitCertificates(text: string): string[] | null {
  const certificates: string[] = [];
  const [, ...blocks] = text.split(PEM_BEGIN);
  for (const rest of blocks) {
    const block = `${PEM_BEGIN}${rest}`;
    const end = block.indexOf(CERTIFICATE_END);
    if (!block.startsWith(CERTIFICATE_BEGIN) || end === -1) return null;
    if (!BASE64_PATTERN.test(block.slice(CERTIFICATE_BEGIN.length, end))) return null;
    certificates.push(block.slice(0, end + CERTIFICATE_END.length));
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
