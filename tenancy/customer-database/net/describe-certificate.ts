import type { X509Certificate } from 'node:crypto';
import type { PresentedCertificate } from '../types.ts';

/** Of a subject or an issuer, characters; and how much of one is read at all. */
const MAX_LINE_LENGTH = 200;
const MAX_READ_LENGTH = 2_000;
const MAX_NAMES = 5;

/** Controls, and what changes the direction of text or shows nothing. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const ALT_NAME = /^(?:DNS|IP Address):([\w.:*-]{1,253})$/;
const COMMON_NAME = /^CN=([\w.:* -]{1,100})$/;

/** What an admin compares with the provider's, or corrects a host by. */
export const describeCertificate = (certificate: X509Certificate): PresentedCertificate => ({
  fingerprint: certificate.fingerprint256,
  subject: toLine(certificate.subject),
  issuer: toLine(certificate.issuer),
  names: listNames(certificate),
  validFrom: toEpochMs(certificate.validFromDate),
  validUntil: toEpochMs(certificate.validToDate),
});

/** The attributes of a distinguished name; OpenSSL gives the most specific one last. */
const readAttributes = (name: string | undefined): string[] =>
  (name ?? '').slice(0, MAX_READ_LENGTH).split('\n').reverse();

const toLine = (name: string | undefined): string =>
  readAttributes(name).join(', ').replaceAll(UNPRINTABLE, '').slice(0, MAX_LINE_LENGTH);

/** Without alternative names, the common name counts. */
function listNames({ subject, subjectAltName = '' }: X509Certificate): string[] {
  const altNames = matchAll(subjectAltName.slice(0, MAX_READ_LENGTH).split(', '), ALT_NAME);
  const names = altNames.length > 0 ? altNames : matchAll(readAttributes(subject), COMMON_NAME);
  return names.slice(0, MAX_NAMES);
}

const matchAll = (texts: readonly string[], pattern: RegExp): string[] =>
  texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);

function toEpochMs(date: Date): number | null {
  const ms = date.getTime();
  return Number.isFinite(ms) ? ms : null;
}
