import { generate } from 'selfsigned';

/** A certificate with its key, PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** An authority of our own, for databases on this machine. */
export interface Authority {
  /** PEM, to give to whoever shall trust it. */
  ca: string;
  /** A server's certificate for these names and addresses. */
  issue(names: { dns?: readonly string[]; ip?: readonly string[] }): Promise<Certificate>;
}

// SHA-1 is the default, which servers refuse.
const KEY_OPTIONS = { keyType: 'ec', algorithm: 'sha256' } as const;

const toSubject = (value: string) => [{ name: 'commonName', value }];

/** Makes an authority; nothing of it is kept. */
export async function createAuthority(name = 'Vektra sandbox'): Promise<Authority> {
  const root = await generate(toSubject(name), {
    ...KEY_OPTIONS,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return {
    ca: root.cert,
    async issue({ dns = [], ip = [] }) {
      const { cert, private: key } = await generate(toSubject(dns[0] ?? ip[0] ?? 'database'), {
        ...KEY_OPTIONS,
        ca: { key: root.private, cert: root.cert },
        extensions: [
          {
            name: 'subjectAltName',
            altNames: [
              ...dns.map((value) => ({ type: 2 as const, value })),
              ...ip.map((address) => ({ type: 7 as const, ip: address })),
            ],
          },
        ],
      });
      return { cert, key };
    },
  };
}
