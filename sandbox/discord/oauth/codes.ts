import { randomBytes } from 'node:crypto';

export interface OAuthCodeRecord {
  code: string;
  applicationId: string;
  userId: string;
  scopes: string[];
  redirectUri: string;
  challenge: string | null;
  guildId: string | null;
  expiresAt: number;
  /** Set when it was exchanged: trying again revokes what it gave. */
  usedFor: string | null;
}

const CODE_LIFETIME_MS = 60_000;

/** Authorization codes: single use, one minute. */
export class OAuthCodes {
  private readonly codes = new Map<string, OAuthCodeRecord>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  issue(fields: Omit<OAuthCodeRecord, 'code' | 'expiresAt' | 'usedFor'>): OAuthCodeRecord {
    for (const [code, record] of this.codes)
      if (record.expiresAt + CODE_LIFETIME_MS * 10 < this.now()) this.codes.delete(code);
    const code = randomBytes(15).toString('base64url');
    const record = { ...fields, code, expiresAt: this.now() + CODE_LIFETIME_MS, usedFor: null };
    this.codes.set(code, record);
    return record;
  }

  find(code: string): OAuthCodeRecord | null {
    return this.codes.get(code) ?? null;
  }

  clear(): void {
    this.codes.clear();
  }
}
