/** A request of the table: method, path, body. `<id>` becomes a name of the row's own. */
export type ContractRequest = [method: string, path: string, body?: object];

/** One row of Vault's contract. */
export interface ContractCase {
  name: string;
  /** Run first, as root; their answers are not looked at. */
  setup?: ContractRequest[];
  request: ContractRequest;
  /** Who asks: root unless told. `limited` may only read below kv/data/allowed. */
  identity?: 'root' | 'nobody' | 'stranger' | 'limited';
  status: number | number[];
  /** Found in the body, deeply; a function decides for itself, undefined wants absence. */
  expectedBody?: unknown;
  /** The local server must be put into this mood first; left out against a real Vault. */
  serverState?: 'sealed' | 'no-active' | 'redirect' | 'quota' | 'standby';
}

const dataPath = 'kv/data/contract/<id>';
const metadataPath = 'kv/metadata/contract/<id>';
const firstVersion = { data: { colour: 'red' }, options: { cas: 0 } };
const secondVersion = { data: { colour: 'blue' }, options: { cas: 1 } };
const keyPath = 'transit/keys/contract-<id>';
const encryptPath = 'transit/encrypt/contract-<id>';
const decryptPath = 'transit/decrypt/contract-<id>';
const helloBase64 = Buffer.from('hello').toString('base64');

const isNonEmptyText = (value: unknown) => typeof value === 'string' && value !== '';
const isNumber = (value: unknown) => typeof value === 'number';
const isCiphertext = (version: number) => (value: unknown) =>
  typeof value === 'string' && value.startsWith(`vault:v${version}:`);
const envelope = {
  request_id: isNonEmptyText,
  lease_id: '',
  renewable: false,
  lease_duration: 0,
  wrap_info: null,
  errors: undefined,
};
const permissionDenied = { errors: ['1 error occurred:\n\t* permission denied\n\n'] };

/** Every row of the contract that needs one answer; longer stories are tests of their own. */
export const contractCases: ContractCase[] = [
  {
    name: 'health, active',
    request: ['GET', 'sys/health'],
    identity: 'nobody',
    status: 200,
    expectedBody: {
      initialized: true,
      sealed: false,
      standby: false,
      server_time_utc: isNumber,
      version: isNonEmptyText,
      request_id: undefined,
    },
  },
  {
    name: 'health, standby',
    serverState: 'standby',
    request: ['GET', 'sys/health'],
    identity: 'nobody',
    status: 429,
    expectedBody: { standby: true, sealed: false },
  },
  {
    name: 'health, sealed',
    serverState: 'sealed',
    request: ['GET', 'sys/health'],
    identity: 'nobody',
    status: 503,
    expectedBody: { sealed: true, standby: true, cluster_name: undefined, cluster_id: undefined },
  },
  {
    name: 'seal-status',
    request: ['GET', 'sys/seal-status'],
    identity: 'nobody',
    status: 200,
    expectedBody: {
      type: isNonEmptyText,
      initialized: true,
      sealed: false,
      t: isNumber,
      n: isNumber,
      progress: isNumber,
    },
  },
  {
    name: 'a call while sealed',
    serverState: 'sealed',
    request: ['GET', dataPath],
    status: 503,
    expectedBody: { errors: ['Vault is sealed'] },
  },
  {
    name: 'log-in while sealed',
    serverState: 'sealed',
    request: ['POST', 'auth/approle/login', { role_id: 'x', secret_id: 'y' }],
    identity: 'nobody',
    status: 503,
    expectedBody: { errors: ['Vault is sealed'] },
  },
  {
    name: 'a standby without an active node',
    serverState: 'no-active',
    request: ['GET', dataPath],
    status: 503,
    expectedBody: { errors: ['no active Vault instance found'] },
  },
  {
    name: 'a standby that redirects',
    serverState: 'redirect',
    request: ['GET', dataPath],
    status: 307,
  },
  {
    name: 'a quota',
    serverState: 'quota',
    request: ['GET', dataPath],
    status: 429,
    expectedBody: {
      errors: [(value: unknown) => String(value).endsWith(': rate limit quota exceeded')],
    },
  },
  {
    name: 'log-in with a wrong secret id',
    request: ['POST', 'auth/approle/login', { role_id: '<id>', secret_id: 'wrong' }],
    identity: 'nobody',
    status: 400,
    expectedBody: { errors: ['invalid role or secret ID'] },
  },
  {
    name: 'log-in without a role id',
    request: ['POST', 'auth/approle/login', { secret_id: 'x' }],
    identity: 'nobody',
    // 500 on OpenBao 2.6.
    status: [400, 500],
    expectedBody: { errors: ['missing role_id'] },
  },
  {
    name: 'no token',
    request: ['GET', dataPath],
    identity: 'nobody',
    status: 403,
    expectedBody: { errors: ['permission denied'] },
  },
  {
    name: 'a bad token',
    request: ['GET', dataPath],
    identity: 'stranger',
    status: 403,
    expectedBody: { errors: ['permission denied'] },
  },
  {
    name: 'refused by policy, and nothing there',
    request: ['GET', dataPath],
    identity: 'limited',
    status: 403,
    expectedBody: permissionDenied,
  },
  {
    name: 'refused by policy, and something there',
    setup: [['POST', dataPath, firstVersion]],
    request: ['GET', dataPath],
    identity: 'limited',
    status: 403,
    expectedBody: permissionDenied,
  },
  {
    name: 'allowed by policy, and nothing there',
    request: ['GET', 'kv/data/allowed/<id>'],
    identity: 'limited',
    status: 404,
    expectedBody: { errors: [] },
  },
  {
    name: 'a write with a policy that reads',
    request: ['POST', 'kv/data/allowed/<id>', firstVersion],
    identity: 'limited',
    status: 403,
    expectedBody: permissionDenied,
  },
  {
    name: 'sealing under a key that is not there, with update only',
    request: ['POST', encryptPath, { plaintext: helloBase64 }],
    identity: 'limited',
    status: 403,
    expectedBody: permissionDenied,
  },
  {
    name: 'sealing under a key that is there, with update only',
    setup: [['POST', keyPath, {}]],
    request: ['POST', encryptPath, { plaintext: helloBase64 }],
    identity: 'limited',
    status: 200,
  },
  {
    name: 'renewing root',
    request: ['POST', 'auth/token/renew-self', {}],
    status: 400,
    // Vault, and OpenBao 2.6.
    expectedBody: {
      errors: [
        (value: unknown) => /^(lease is not renewable|invalid lease ID)$/.test(String(value)),
      ],
    },
  },
  {
    name: 'looking oneself up',
    request: ['GET', 'auth/token/lookup-self'],
    identity: 'limited',
    status: 200,
    expectedBody: {
      ...envelope,
      data: {
        id: isNonEmptyText,
        accessor: isNonEmptyText,
        ttl: isNumber,
        expire_time: isNonEmptyText,
        renewable: true,
      },
    },
  },
  {
    name: 'KV read',
    setup: [['POST', dataPath, firstVersion]],
    request: ['GET', dataPath],
    status: 200,
    expectedBody: {
      ...envelope,
      auth: null,
      data: {
        data: { colour: 'red' },
        metadata: {
          version: 1,
          created_time: isNonEmptyText,
          deletion_time: '',
          destroyed: false,
          custom_metadata: null,
        },
      },
    },
  },
  {
    name: 'KV read of an older version',
    setup: [
      ['POST', dataPath, firstVersion],
      ['POST', dataPath, secondVersion],
    ],
    request: ['GET', `${dataPath}?version=1`],
    status: 200,
    expectedBody: { data: { data: { colour: 'red' }, metadata: { version: 1 } } },
  },
  {
    name: 'KV read of a version that never was',
    setup: [['POST', dataPath, firstVersion]],
    request: ['GET', `${dataPath}?version=9`],
    status: 404,
    expectedBody: { errors: [] },
  },
  {
    name: 'KV read, never written',
    request: ['GET', dataPath],
    status: 404,
    expectedBody: { errors: [] },
  },
  {
    name: 'KV read, deleted',
    setup: [
      ['POST', dataPath, firstVersion],
      ['DELETE', dataPath],
    ],
    request: ['GET', dataPath],
    status: 404,
    expectedBody: {
      ...envelope,
      data: { data: null, metadata: { deletion_time: isNonEmptyText, destroyed: false } },
    },
  },
  {
    name: 'KV read, destroyed',
    setup: [
      ['POST', dataPath, firstVersion],
      ['POST', 'kv/destroy/contract/<id>', { versions: [1] }],
    ],
    request: ['GET', dataPath],
    status: 404,
    expectedBody: {
      ...envelope,
      data: { data: null, metadata: { deletion_time: '', destroyed: true } },
    },
  },
  {
    name: 'KV read, undeleted',
    setup: [
      ['POST', dataPath, firstVersion],
      ['POST', 'kv/delete/contract/<id>', { versions: [1] }],
      ['POST', 'kv/undelete/contract/<id>', { versions: [1] }],
    ],
    request: ['GET', dataPath],
    status: 200,
    expectedBody: { data: { data: { colour: 'red' } } },
  },
  {
    name: 'KV write',
    request: ['POST', dataPath, firstVersion],
    status: 200,
    expectedBody: { ...envelope, data: { version: 1, created_time: isNonEmptyText } },
  },
  {
    name: 'KV write with a stale cas',
    setup: [['POST', dataPath, firstVersion]],
    request: ['POST', dataPath, firstVersion],
    status: 400,
    expectedBody: { errors: ['check-and-set parameter did not match the current version'] },
  },
  {
    name: 'KV write without cas where it is required',
    setup: [['POST', metadataPath, { cas_required: true }]],
    request: ['POST', dataPath, { data: { colour: 'red' } }],
    status: 400,
    expectedBody: { errors: ['check-and-set parameter required for this call'] },
  },
  {
    name: 'KV write without data',
    request: ['POST', dataPath, { options: { cas: 0 } }],
    status: 400,
    expectedBody: { errors: ['no data provided'] },
  },
  {
    name: 'KV write with cas 0 after a delete',
    setup: [
      ['POST', dataPath, firstVersion],
      ['DELETE', dataPath],
    ],
    request: ['POST', dataPath, firstVersion],
    status: 400,
    expectedBody: { errors: ['check-and-set parameter did not match the current version'] },
  },
  {
    name: 'KV write with the current cas after a delete',
    setup: [
      ['POST', dataPath, firstVersion],
      ['DELETE', dataPath],
    ],
    request: ['POST', dataPath, secondVersion],
    status: 200,
    expectedBody: { data: { version: 2 } },
  },
  { name: 'KV delete, absent', request: ['DELETE', dataPath], status: 204 },
  {
    name: 'KV undelete, absent',
    request: ['POST', 'kv/undelete/contract/<id>', { versions: [1] }],
    status: 204,
  },
  {
    name: 'KV destroy, absent',
    request: ['POST', 'kv/destroy/contract/<id>', { versions: [1] }],
    status: 204,
  },
  {
    name: 'KV destroy without versions',
    request: ['POST', 'kv/destroy/contract/<id>', {}],
    status: 400,
    expectedBody: { errors: ['no version number provided'] },
  },
  { name: 'KV metadata delete, absent', request: ['DELETE', metadataPath], status: 204 },
  {
    name: 'KV metadata delete, then read',
    setup: [
      ['POST', dataPath, firstVersion],
      ['DELETE', metadataPath],
    ],
    request: ['GET', dataPath],
    status: 404,
    expectedBody: { errors: [] },
  },
  {
    name: 'KV metadata, never written',
    request: ['GET', metadataPath],
    status: 404,
    expectedBody: { errors: [] },
  },
  {
    name: 'KV metadata',
    setup: [
      ['POST', dataPath, firstVersion],
      ['POST', dataPath, secondVersion],
      ['POST', 'kv/destroy/contract/<id>', { versions: [1] }],
    ],
    request: ['GET', metadataPath],
    status: 200,
    expectedBody: {
      ...envelope,
      data: {
        current_version: 2,
        oldest_version: isNumber,
        max_versions: 0,
        cas_required: false,
        versions: {
          '1': { created_time: isNonEmptyText, deletion_time: '', destroyed: true },
          '2': { created_time: isNonEmptyText, deletion_time: '', destroyed: false },
        },
      },
    },
  },
  {
    name: 'KV keeps ten versions where none is told',
    setup: Array.from(
      { length: 12 },
      (_, cas): ContractRequest => ['POST', dataPath, { data: { cas }, options: { cas } }],
    ),
    request: ['GET', metadataPath],
    status: 200,
    expectedBody: {
      data: { current_version: 12, oldest_version: 3, versions: { '2': undefined } },
    },
  },
  {
    name: 'KV list',
    setup: [
      ['POST', 'kv/data/contract/<id>/a', firstVersion],
      ['POST', 'kv/data/contract/<id>/b/c', firstVersion],
    ],
    request: ['GET', `${metadataPath}?list=true`],
    status: 200,
    expectedBody: { data: { keys: ['a', 'b/'] } },
  },
  {
    name: 'KV list, empty',
    request: ['GET', `${metadataPath}?list=true`],
    status: 404,
    expectedBody: { errors: [] },
  },
  { name: 'Transit key, made', request: ['POST', keyPath, {}], status: [200, 204] },
  {
    name: 'Transit key, read',
    setup: [['POST', keyPath, {}]],
    request: ['GET', keyPath],
    status: 200,
    expectedBody: {
      ...envelope,
      data: {
        type: 'aes256-gcm96',
        latest_version: 1,
        deletion_allowed: false,
        min_decryption_version: 1,
        keys: { '1': isNumber },
      },
    },
  },
  {
    name: 'Transit key, absent',
    request: ['GET', keyPath],
    status: 404,
    expectedBody: { errors: [] },
  },
  {
    name: 'Transit encrypt',
    setup: [['POST', keyPath, {}]],
    request: ['POST', encryptPath, { plaintext: helloBase64 }],
    status: 200,
    expectedBody: { ...envelope, data: { ciphertext: isCiphertext(1), key_version: 1 } },
  },
  {
    name: 'Transit encrypt makes a missing key for who may create',
    request: ['POST', encryptPath, { plaintext: helloBase64 }],
    status: 200,
  },
  {
    name: 'Transit encrypt after a rotation',
    setup: [
      ['POST', keyPath, {}],
      ['POST', `${keyPath}/rotate`, {}],
    ],
    request: ['POST', encryptPath, { plaintext: helloBase64 }],
    status: 200,
    expectedBody: { data: { ciphertext: isCiphertext(2), key_version: 2 } },
  },
  {
    name: 'Transit encrypt of a batch',
    setup: [['POST', keyPath, {}]],
    request: [
      'POST',
      encryptPath,
      { batch_input: [{ plaintext: helloBase64 }, { plaintext: helloBase64 }] },
    ],
    status: 200,
    expectedBody: {
      data: { batch_results: [{ ciphertext: isCiphertext(1) }, { ciphertext: isCiphertext(1) }] },
    },
  },
  {
    name: 'Transit decrypt without a key',
    request: ['POST', decryptPath, { ciphertext: 'vault:v1:AAAA' }],
    status: 400,
    expectedBody: { errors: ['encryption key not found'] },
  },
  {
    name: 'Transit decrypt of something else',
    setup: [['POST', keyPath, {}]],
    request: ['POST', decryptPath, { ciphertext: 'hello' }],
    status: 400,
    expectedBody: { errors: ['invalid ciphertext: no prefix'] },
  },
  {
    name: 'Transit key delete, not allowed',
    setup: [['POST', keyPath, {}]],
    request: ['DELETE', keyPath],
    status: 400,
    expectedBody: {
      errors: [
        (value: unknown) =>
          /^error deleting policy .+: deletion is not allowed for this key$/.test(String(value)),
      ],
    },
  },
  {
    name: 'Transit key delete, allowed',
    setup: [
      ['POST', keyPath, {}],
      ['POST', `${keyPath}/config`, { deletion_allowed: true }],
    ],
    request: ['DELETE', keyPath],
    status: 204,
  },
  { name: 'Transit key delete, absent', request: ['DELETE', keyPath], status: 400 },
  {
    name: 'Transit key config, absent',
    request: ['POST', `${keyPath}/config`, { deletion_allowed: true }],
    status: 400,
  },
  { name: 'a path that nothing serves', request: ['GET', 'nowhere/<id>'], status: 404 },
];
