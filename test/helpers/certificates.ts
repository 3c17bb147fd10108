import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import type { Certificate } from '../../sandbox/databases/certificates.ts';

const DAY_MS = 86_400_000;

export const getFingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256;

/**
 * A certificate that is its own authority.
 * @param options.dns the hosts that it is for; none: it has a common name only, as those that MySQL
 *   makes for itself
 * @param options.days from and until when it is valid, days from now
 */
export async function createSelfSigned({
  dns = [],
  commonName = dns[0] ?? 'Auto_Generated_Server_Certificate',
  days = [-1, 1],
}: {
  dns?: readonly string[];
  commonName?: string;
  days?: readonly [number, number];
} = {}): Promise<Certificate & { ca: string }> {
  const [from, until] = days.map((each) => new Date(Date.now() + each * DAY_MS));
  const { cert, private: key } = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ...(from && until ? { notBeforeDate: from, notAfterDate: until } : {}),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      ...(dns.length > 0
        ? [
            {
              name: 'subjectAltName' as const,
              altNames: dns.map((value) => ({ type: 2 as const, value })),
            },
          ]
        : []),
    ],
  });
  return { cert, key, ca: cert };
}
