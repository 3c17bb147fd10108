import { CipherRefusal, decrypt, encrypt, type Item } from '../cipher.ts';
import { ok, refuse } from '../replies.ts';
import type { Call, Endpoint, Reply, TransitKey } from '../types.ts';
import { ensureKey, findKey } from './transit-keys.ts';

type Work = (key: TransitKey, item: Item) => object;

function attempt(work: () => object): { good: boolean; result: object; message: string } {
  try {
    return { good: true, result: work(), message: '' };
  } catch (error) {
    if (!(error instanceof CipherRefusal)) throw error;
    return { good: false, result: { error: error.message }, message: error.message };
  }
}

/** One item or a batch; a batch answers item by item, with 400 if one of them failed. */
function run(work: Work, key: TransitKey, body: Item): Reply {
  if (Array.isArray(body.batch_input)) {
    const results = body.batch_input.map((item: Item) => attempt(() => work(key, item)));
    const status = results.every((one) => one.good) ? 200 : 400;
    return { status, data: { batch_results: results.map((one) => one.result) } };
  }
  const one = attempt(() => work(key, body));
  return one.good ? ok(one.result) : refuse(400, one.message);
}

function needingKey(work: Work) {
  return ({ vault, params: [name = ''], body }: Call): Reply => {
    const key = findKey(vault, name);
    return key ? run(work, key, body) : refuse(400, 'encryption key not found');
  };
}

/** transit/encrypt, decrypt and rewrap. */
export const transitCryptEndpoints: Endpoint[] = [
  {
    pattern: /^transit\/encrypt\/([\w.-]+)$/,
    exists: ({ vault, params: [name = ''] }) => findKey(vault, name) !== undefined,
    handlers: {
      // Who may `create` here makes a missing key anew: hence `update` only in our policies.
      update: ({ vault, params: [name = ''], body }) => run(encrypt, ensureKey(vault, name), body),
    },
  },
  { pattern: /^transit\/decrypt\/([\w.-]+)$/, handlers: { update: needingKey(decrypt) } },
  {
    pattern: /^transit\/rewrap\/([\w.-]+)$/,
    handlers: {
      update: needingKey((key, item) => encrypt(key, { ...item, ...decrypt(key, item) })),
    },
  },
];
