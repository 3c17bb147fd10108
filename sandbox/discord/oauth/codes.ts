import { randomBytes } from 'node:crypto';

export interface CodeRecord {
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

const LIFE_MS = 60_000;

/** Authorization codes: single use, one minute. */
export class OAuthCodes {
  private readonly codes = new Map<string, CodeRecord>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  issue(fields: Omit<CodeRecord, 'code' | 'expiresAt' | 'usedFor'>): CodeRecord {
    for (const [code, record] of this.codes)
      if (record.expiresAt + LIFE_MS * 10 < this.now()) this.codes.delete(code);
    const code = randomBytes(15).toString('base64url');
    const record = { ...fields, code, expiresAt: this.now() + LIFE_MS, usedFor: null };
    this.codes.set(code, record);
    return record;
  }

  find(code: string): CodeRecord | null {
    return this.codes.get(code) ?? null;
  }

  clear(): void {
    this.codes.clear();
  }
}
