import { CipherError, type CipherItem, decrypt, encrypt } from '../cipher.ts';
import { createErrorReply, ok } from '../replies.ts';
import type { AuthorizedRequest, Endpoint, Reply, TransitKey } from '../types.ts';
import { ensureKey, findKey } from './transit-keys.ts';

type CipherOperation = (key: TransitKey, item: CipherItem) => object;

function tryOperation(operation: () => object): { isOk: boolean; result: object; message: string } {
  try {
    return { isOk: true, result: operation(), message: '' };
  } catch (error) {
    if (!(error instanceof CipherError)) throw error;
    return { isOk: false, result: { error: error.message }, message: error.message };
  }
}

/** One item or a batch; a batch answers item by item, with 400 if one of them failed. */
function runOperation(operation: CipherOperation, key: TransitKey, body: CipherItem): Reply {
  if (Array.isArray(body.batch_input)) {
    const results = body.batch_input.map((item: CipherItem) =>
      tryOperation(() => operation(key, item)),
    );
    const status = results.every((one) => one.isOk) ? 200 : 400;
    return { status, data: { batch_results: results.map((one) => one.result) } };
  }
  const one = tryOperation(() => operation(key, body));
  return one.isOk ? ok(one.result) : createErrorReply(400, one.message);
}

function withKey(operation: CipherOperation) {
  return ({ vault, params: [name = ''], body }: AuthorizedRequest): Reply => {
    const key = findKey(vault, name);
    return key
      ? runOperation(operation, key, body)
      : createErrorReply(400, 'encryption key not found');
  };
}

/** transit/encrypt, decrypt and rewrap. */
export const transitCryptEndpoints: Endpoint[] = [
  {
    pattern: /^transit\/encrypt\/([\w.-]+)$/,
    exists: ({ vault, params: [name = ''] }) => findKey(vault, name) !== undefined,
    handlers: {
      // Who may `create` here makes a missing key anew: hence `update` only in our policies.
      update: ({ vault, params: [name = ''], body }) =>
        runOperation(encrypt, ensureKey(vault, name), body),
    },
  },
  { pattern: /^transit\/decrypt\/([\w.-]+)$/, handlers: { update: withKey(decrypt) } },
  {
    pattern: /^transit\/rewrap\/([\w.-]+)$/,
    handlers: {
      update: withKey((key, item) => encrypt(key, { ...item, ...decrypt(key, item) })),
    },
  },
];
