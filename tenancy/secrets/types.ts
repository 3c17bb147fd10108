/** Why the secret store could not do it. */
export type SecretStoreCode =
  /**
   * Vault cannot be reached, answers too late, is a standby, or we are backing off from it.
   * Transient.
   */
  | 'unavailable'
  /** Vault is sealed or not initialised. Transient, an operator must act. */
  | 'sealed'
  /** Log-in or policy refuses, or the path or key name is not one of ours. */
  | 'denied'
  /** Never written, deleted, destroyed; or ciphertext that no living key opens. Permanent. */
  | 'not_found'
  /** Somebody wrote first: the check-and-set version is not the current one. */
  | 'conflict'
  /** What answers is not Vault, or not as Vault should. */
  | 'bad_response'
  /** A quota of Vault's; try later. */
  | 'rate_limited';

/** What is known of the log-in in use; see {@link SecretStore.describeLogin}. */
export interface LoginInfo {
  /** How often the token may be used; 0: as often as it is wanted. */
  tokenUses: number;
  /** How often the secret id may be used; 0: as often as it is wanted; null: not ours to know. */
  secretIdUses: number | null;
  policies: readonly string[];
}

/** What a health check says. */
export type SecretStoreHealth = 'active' | 'standby' | 'sealed' | 'unreachable';

/**
 * The only access to Vault. Every rejection is a {@link SecretStoreError}, which carries
 * nothing but a code and the operation's name.
 */
export interface SecretStore {
  /**
   * Encrypts with a Transit key.
   * @param key name of the key, [a-z0-9-]
   * @param context bound to the ciphertext as associated data; `unseal` needs the same
   * @returns `vault:v<n>:…`
   */
  seal(key: string, plaintext: string, context?: string): Promise<string>;
  /**
   * Opens what {@link SecretStore.seal} made.
   * @throws not_found if the key was deleted, or the text or context is not what was sealed
   */
  unseal(key: string, ciphertext: string, context?: string): Promise<string>;
  /**
   * Writes a secret, only if its current version is `cas` (0: never written).
   * @throws conflict if it is not
   */
  put(path: string, data: Record<string, unknown>, cas: number): Promise<{ version: number }>;
  /**
   * Reads a secret, its current version unless told. A version that is told is one that was
   * written, by whatever process: it is waited for where a node of the cluster does not have it
   * yet.
   * @throws not_found
   */
  get(path: string, version?: number): Promise<{ data: Record<string, unknown>; version: number }>;
  /** Destroys versions for good. Also resolves if they are absent. */
  destroy(path: string, versions: number[]): Promise<void>;
  /** Removes a secret with all its versions and metadata. Also resolves if it is absent. */
  erase(path: string): Promise<void>;
  /** Makes a Transit key; one that is there stays as it is. It can be sealed under at once. */
  createKey(name: string): Promise<void>;
  /** Deletes a Transit key, and so everything sealed under it. Also resolves if it is absent. */
  deleteKey(name: string): Promise<void>;
  /** Logs in and asks how far that goes; for checkSecretStore. */
  describeLogin(): Promise<LoginInfo>;
  /** Asks Vault's health, without logging in. Never rejects. */
  health(): Promise<SecretStoreHealth>;
  /** Lets running calls end, gives the AppRole token back, closes sockets. Later calls reject. */
  close(): Promise<void>;
}

/**
 * How to log in. A file with the secret id is read at each log-in, so rotation needs no restart.
 */
export type SecretStoreAuth =
  | { token: string }
  | { roleId: string; secretId: string }
  | { roleId: string; secretIdFile: string };

/** What happened to the token; for logs and metrics. Holds no value. */
export interface SecretStoreEvent {
  type: 'login' | 'renew' | 'login_failed' | 'renew_failed';
  code?: SecretStoreCode;
}

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Runs `act` once; the timer must not keep the process alive. Returns its cancellation. */
  after(ms: number, callback: () => void): () => void;
}

/** Settings of {@link SecretStore}; the environment is read elsewhere. */
export interface SecretStoreConfig {
  /** Vault's origin. `http:` is accepted for loopback only, unless `allowHttp`. */
  url: string;
  auth: SecretStoreAuth;
  /** PEM of the authority that signed Vault's certificate, if it is not a public one. */
  ca?: string;
  namespace?: string;
  /** For a TLS proxy beside the process, as in a service mesh. Certificates are always verified. */
  allowHttp?: boolean;
  /** Per request, from connecting to the last byte; 3,000 ms by default. */
  timeoutMs?: number;
  /**
   * How long a node of a cluster may be behind the active one: so long an answer is asked for again
   * that such a node may give wrongly. 5,000 ms by default.
   */
  maxReplicaLagMs?: number;
  onEvent?: (event: SecretStoreEvent) => void;
  clock?: Clock;
  /** 0 ≤ n < 1, for jitter. */
  random?: () => number;
}
