import { createHash } from 'node:crypto';

/** The id is a bearer secret: tables store only its hash. */
export const hashId = (id: string): Buffer => createHash('sha256').update(id).digest();
