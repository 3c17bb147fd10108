import { createHash } from 'node:crypto';
import type { PlannedFile } from './types.ts';

/** Text that no other file has: its sender and the audit know it by the name. */
export const createContent = ({ name, sizeBytes }: PlannedFile): Buffer =>
  Buffer.alloc(sizeBytes, `${name} of a demo\n`);

export const hashOf = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
