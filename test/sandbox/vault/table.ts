/** A request of the table: method, path, body. `<id>` becomes a name of the row's own. */
export type Ask = [method: string, path: string, body?: object];

/** One row of Vault's contract. */
export interface Row {
  name: string;
  /** Run first, as root; their answers are not looked at. */
  before?: Ask[];
  ask: Ask;
  /** Who asks: root unless told. `limited` may only read below kv/data/allowed. */
  as?: 'root' | 'nobody' | 'stranger' | 'limited';
  status: number | number[];
  /** Found in the body, deeply; a function decides for itself, undefined wants absence. */
  like?: unknown;
  /** The local server must be put into this mood first; left out against a real Vault. */
  mood?: 'sealed' | 'no-active' | 'redirect' | 'quota' | 'standby';
}

const kv = 'kv/data/contract/<id>';
const metadata = 'kv/metadata/contract/<id>';
const first = { data: { colour: 'red' }, options: { cas: 0 } };
const second = { data: { colour: 'blue' }, options: { cas: 1 } };
const key = 'transit/keys/contract-<id>';
const encrypt = 'transit/encrypt/contract-<id>';
const decrypt = 'transit/decrypt/contract-<id>';
const hello = Buffer.from('hello').toString('base64');

const text = (value: unknown) => typeof value === 'string' && value !== '';
const number = (value: unknown) => typeof value === 'number';
const sealedText = (version: number) => (value: unknown) =>
  typeof value === 'string' && value.startsWith(`vault:v${version}:`);
const envelope = {
  request_id: text,
  lease_id: '',
  renewable: false,
  lease_duration: 0,
  wrap_info: null,
  errors: undefined,
};
const policyRefusal = { errors: ['1 error occurred:\n\t* permission denied\n\n'] };

/** Every row of the contract that needs one answer; longer stories are tests of their own. */
export const table: Row[] = [
  {
    name: 'health, active',
    ask: ['GET', 'sys/health'],
    as: 'nobody',
    status: 200,
    like: {
      initialized: true,
      sealed: false,
      standby: false,
      server_time_utc: number,
      version: text,
      request_id: undefined,
    },
  },
  {
    name: 'health, standby',
    mood: 'standby',
    ask: ['GET', 'sys/health'],
    as: 'nobody',
    status: 429,
    like: { standby: true, sealed: false },
  },
  {
    name: 'health, sealed',
    mood: 'sealed',
    ask: ['GET', 'sys/health'],
    as: 'nobody',
    status: 503,
    like: { sealed: true, standby: true, cluster_name: undefined, cluster_id: undefined },
  },
  {
    name: 'seal-status',
    ask: ['GET', 'sys/seal-status'],
    as: 'nobody',
    status: 200,
    like: { type: text, initialized: true, sealed: false, t: number, n: number, progress: number },
  },
  {
    name: 'a call while sealed',
    mood: 'sealed',
    ask: ['GET', kv],
    status: 503,
    like: { errors: ['Vault is sealed'] },
  },
  {
    name: 'log-in while sealed',
    mood: 'sealed',
    ask: ['POST', 'auth/approle/login', { role_id: 'x', secret_id: 'y' }],
    as: 'nobody',
    status: 503,
    like: { errors: ['Vault is sealed'] },
  },
  {
    name: 'a standby without an active node',
    mood: 'no-active',
    ask: ['GET', kv],
    status: 503,
    like: { errors: ['no active Vault instance found'] },
  },
  { name: 'a standby that redirects', mood: 'redirect', ask: ['GET', kv], status: 307 },
  {
    name: 'a quota',
    mood: 'quota',
    ask: ['GET', kv],
    status: 429,
    like: { errors: [(value: unknown) => String(value).endsWith(': rate limit quota exceeded')] },
  },
  {
    name: 'log-in with a wrong secret id',
    ask: ['POST', 'auth/approle/login', { role_id: '<id>', secret_id: 'wrong' }],
    as: 'nobody',
    status: 400,
    like: { errors: ['invalid role or secret ID'] },
  },
  {
    name: 'log-in without a role id',
    ask: ['POST', 'auth/approle/login', { secret_id: 'x' }],
    as: 'nobody',
    // 500 on OpenBao 2.6.
    status: [400, 500],
    like: { errors: ['missing role_id'] },
  },
  {
    name: 'no token',
    ask: ['GET', kv],
    as: 'nobody',
    status: 403,
    like: { errors: ['permission denied'] },
  },
  {
    name: 'a bad token',
    ask: ['GET', kv],
    as: 'stranger',
    status: 403,
    like: { errors: ['permission denied'] },
  },
  {
    name: 'refused by policy, and nothing there',
    ask: ['GET', kv],
    as: 'limited',
    status: 403,
    like: policyRefusal,
  },
  {
    name: 'refused by policy, and something there',
    before: [['POST', kv, first]],
    ask: ['GET', kv],
    as: 'limited',
    status: 403,
    like: policyRefusal,
  },
  {
    name: 'allowed by policy, and nothing there',
    ask: ['GET', 'kv/data/allowed/<id>'],
    as: 'limited',
    status: 404,
    like: { errors: [] },
  },
  {
    name: 'a write with a policy that reads',
    ask: ['POST', 'kv/data/allowed/<id>', first],
    as: 'limited',
    status: 403,
    like: policyRefusal,
  },
  {
    name: 'sealing under a key that is not there, with update only',
    ask: ['POST', encrypt, { plaintext: hello }],
    as: 'limited',
    status: 403,
    like: policyRefusal,
  },
  {
    name: 'sealing under a key that is there, with update only',
    before: [['POST', key, {}]],
    ask: ['POST', encrypt, { plaintext: hello }],
    as: 'limited',
    status: 200,
  },
  {
    name: 'renewing root',
    ask: ['POST', 'auth/token/renew-self', {}],
    status: 400,
    // Vault, and OpenBao 2.6.
    like: {
      errors: [
        (value: unknown) => /^(lease is not renewable|invalid lease ID)$/.test(String(value)),
      ],
    },
  },
  {
    name: 'looking oneself up',
    ask: ['GET', 'auth/token/lookup-self'],
    as: 'limited',
    status: 200,
    like: {
      ...envelope,
      data: { id: text, accessor: text, ttl: number, expire_time: text, renewable: true },
    },
  },
  {
    name: 'KV read',
    before: [['POST', kv, first]],
    ask: ['GET', kv],
    status: 200,
    like: {
      ...envelope,
      auth: null,
      data: {
        data: { colour: 'red' },
        metadata: {
          version: 1,
          created_time: text,
          deletion_time: '',
          destroyed: false,
          custom_metadata: null,
        },
      },
    },
  },
  {
    name: 'KV read of an older version',
    before: [
      ['POST', kv, first],
      ['POST', kv, second],
    ],
    ask: ['GET', `${kv}?version=1`],
    status: 200,
    like: { data: { data: { colour: 'red' }, metadata: { version: 1 } } },
  },
  {
    name: 'KV read of a version that never was',
    before: [['POST', kv, first]],
    ask: ['GET', `${kv}?version=9`],
    status: 404,
    like: { errors: [] },
  },
  { name: 'KV read, never written', ask: ['GET', kv], status: 404, like: { errors: [] } },
  {
    name: 'KV read, deleted',
    before: [
      ['POST', kv, first],
      ['DELETE', kv],
    ],
    ask: ['GET', kv],
    status: 404,
    like: {
      ...envelope,
      data: { data: null, metadata: { deletion_time: text, destroyed: false } },
    },
  },
  {
    name: 'KV read, destroyed',
    before: [
      ['POST', kv, first],
      ['POST', 'kv/destroy/contract/<id>', { versions: [1] }],
    ],
    ask: ['GET', kv],
    status: 404,
    like: { ...envelope, data: { data: null, metadata: { deletion_time: '', destroyed: true } } },
  },
  {
    name: 'KV read, undeleted',
    before: [
      ['POST', kv, first],
      ['POST', 'kv/delete/contract/<id>', { versions: [1] }],
      ['POST', 'kv/undelete/contract/<id>', { versions: [1] }],
    ],
    ask: ['GET', kv],
    status: 200,
    like: { data: { data: { colour: 'red' } } },
  },
  {
    name: 'KV write',
    ask: ['POST', kv, first],
    status: 200,
    like: { ...envelope, data: { version: 1, created_time: text } },
  },
  {
    name: 'KV write with a stale cas',
    before: [['POST', kv, first]],
    ask: ['POST', kv, first],
    status: 400,
    like: { errors: ['check-and-set parameter did not match the current version'] },
  },
  {
    name: 'KV write without cas where it is required',
    before: [['POST', metadata, { cas_required: true }]],
    ask: ['POST', kv, { data: { colour: 'red' } }],
    status: 400,
    like: { errors: ['check-and-set parameter required for this call'] },
  },
  {
    name: 'KV write without data',
    ask: ['POST', kv, { options: { cas: 0 } }],
    status: 400,
    like: { errors: ['no data provided'] },
  },
  {
    name: 'KV write with cas 0 after a delete',
    before: [
      ['POST', kv, first],
      ['DELETE', kv],
    ],
    ask: ['POST', kv, first],
    status: 400,
    like: { errors: ['check-and-set parameter did not match the current version'] },
  },
  {
    name: 'KV write with the current cas after a delete',
    before: [
      ['POST', kv, first],
      ['DELETE', kv],
    ],
    ask: ['POST', kv, second],
    status: 200,
    like: { data: { version: 2 } },
  },
  { name: 'KV delete, absent', ask: ['DELETE', kv], status: 204 },
  {
    name: 'KV undelete, absent',
    ask: ['POST', 'kv/undelete/contract/<id>', { versions: [1] }],
    status: 204,
  },
  {
    name: 'KV destroy, absent',
    ask: ['POST', 'kv/destroy/contract/<id>', { versions: [1] }],
    status: 204,
  },
  {
    name: 'KV destroy without versions',
    ask: ['POST', 'kv/destroy/contract/<id>', {}],
    status: 400,
    like: { errors: ['no version number provided'] },
  },
  { name: 'KV metadata delete, absent', ask: ['DELETE', metadata], status: 204 },
  {
    name: 'KV metadata delete, then read',
    before: [
      ['POST', kv, first],
      ['DELETE', metadata],
    ],
    ask: ['GET', kv],
    status: 404,
    like: { errors: [] },
  },
  { name: 'KV metadata, never written', ask: ['GET', metadata], status: 404, like: { errors: [] } },
  {
    name: 'KV metadata',
    before: [
      ['POST', kv, first],
      ['POST', kv, second],
      ['POST', 'kv/destroy/contract/<id>', { versions: [1] }],
    ],
    ask: ['GET', metadata],
    status: 200,
    like: {
      ...envelope,
      data: {
        current_version: 2,
        oldest_version: number,
        max_versions: 0,
        cas_required: false,
        versions: {
          '1': { created_time: text, deletion_time: '', destroyed: true },
          '2': { created_time: text, deletion_time: '', destroyed: false },
        },
      },
    },
  },
  {
    name: 'KV keeps ten versions where none is told',
    before: Array.from(
      { length: 12 },
      (_, cas): Ask => ['POST', kv, { data: { cas }, options: { cas } }],
    ),
    ask: ['GET', metadata],
    status: 200,
    like: { data: { current_version: 12, oldest_version: 3, versions: { '2': undefined } } },
  },
  {
    name: 'KV list',
    before: [
      ['POST', 'kv/data/contract/<id>/a', first],
      ['POST', 'kv/data/contract/<id>/b/c', first],
    ],
    ask: ['GET', `${metadata}?list=true`],
    status: 200,
    like: { data: { keys: ['a', 'b/'] } },
  },
  {
    name: 'KV list, empty',
    ask: ['GET', `${metadata}?list=true`],
    status: 404,
    like: { errors: [] },
  },
  { name: 'Transit key, made', ask: ['POST', key, {}], status: [200, 204] },
  {
    name: 'Transit key, read',
    before: [['POST', key, {}]],
    ask: ['GET', key],
    status: 200,
    like: {
      ...envelope,
      data: {
        type: 'aes256-gcm96',
        latest_version: 1,
        deletion_allowed: false,
        min_decryption_version: 1,
        keys: { '1': number },
      },
    },
  },
  { name: 'Transit key, absent', ask: ['GET', key], status: 404, like: { errors: [] } },
  {
    name: 'Transit encrypt',
    before: [['POST', key, {}]],
    ask: ['POST', encrypt, { plaintext: hello }],
    status: 200,
    like: { ...envelope, data: { ciphertext: sealedText(1), key_version: 1 } },
  },
  {
    name: 'Transit encrypt makes a missing key for who may create',
    ask: ['POST', encrypt, { plaintext: hello }],
    status: 200,
  },
  {
    name: 'Transit encrypt after a rotation',
    before: [
      ['POST', key, {}],
      ['POST', `${key}/rotate`, {}],
    ],
    ask: ['POST', encrypt, { plaintext: hello }],
    status: 200,
    like: { data: { ciphertext: sealedText(2), key_version: 2 } },
  },
  {
    name: 'Transit encrypt of a batch',
    before: [['POST', key, {}]],
    ask: ['POST', encrypt, { batch_input: [{ plaintext: hello }, { plaintext: hello }] }],
    status: 200,
    like: {
      data: { batch_results: [{ ciphertext: sealedText(1) }, { ciphertext: sealedText(1) }] },
    },
  },
  {
    name: 'Transit decrypt without a key',
    ask: ['POST', decrypt, { ciphertext: 'vault:v1:AAAA' }],
    status: 400,
    like: { errors: ['encryption key not found'] },
  },
  {
    name: 'Transit decrypt of something else',
    before: [['POST', key, {}]],
    ask: ['POST', decrypt, { ciphertext: 'hello' }],
    status: 400,
    like: { errors: ['invalid ciphertext: no prefix'] },
  },
  {
    name: 'Transit key delete, not allowed',
    before: [['POST', key, {}]],
    ask: ['DELETE', key],
    status: 400,
    like: {
      errors: [
        (value: unknown) =>
          /^error deleting policy .+: deletion is not allowed for this key$/.test(String(value)),
      ],
    },
  },
  {
    name: 'Transit key delete, allowed',
    before: [
      ['POST', key, {}],
      ['POST', `${key}/config`, { deletion_allowed: true }],
    ],
    ask: ['DELETE', key],
    status: 204,
  },
  { name: 'Transit key delete, absent', ask: ['DELETE', key], status: 400 },
  {
    name: 'Transit key config, absent',
    ask: ['POST', `${key}/config`, { deletion_allowed: true }],
    status: 400,
  },
  { name: 'a path that nothing serves', ask: ['GET', 'nowhere/<id>'], status: 404 },
];
