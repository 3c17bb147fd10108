import { createHmac } from 'node:crypto';

/**
 * What logs have instead of a database's address: the same for the same address, and nobody without
 * the key can try addresses against it.
 */
export const hostHash = (key: string, { host, port }: { host: string; port: number }): string =>
  createHmac('sha256', key).update(`${host}:${port}`).digest('hex').slice(0, 16);
