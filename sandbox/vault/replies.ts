import type { Reply } from './types.ts';

/** 200 with the envelope around `data`. */
export const ok = (data: object): Reply => ({ status: 200, data });

/** 204. */
export const noContent: Reply = { status: 204 };

/** An error; Vault's bodies are always `{"errors":[…]}`. */
export const createErrorReply = (status: number, ...errors: string[]): Reply => ({
  status,
  errors,
});

/** 404 without a message: what was never there. */
export const notFound: Reply = { status: 404, errors: [] };
