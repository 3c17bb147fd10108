/**
 * What a request wants to do; POST and PUT are `update` (or `create`, see {@link Endpoint.exists}).
 */
export type Operation = 'read' | 'list' | 'update' | 'delete';

/** A capability as policies name it. */
export type Capability = 'create' | 'read' | 'update' | 'delete' | 'list' | 'sudo' | 'deny';

/** One path rule of a policy. */
export interface Rule {
  path: string;
  capabilities: Capability[];
}

/** A token as the server keeps it; times are epoch ms, null never expires. */
export interface Token {
  id: string;
  accessor: string;
  policies: string[];
  roleName: string | null;
  ttlSeconds: number;
  renewable: boolean;
  /** Requests that it may still make; absent: as many as it likes. */
  usesLeft?: number;
  createdAt: number;
  expiresAt: number | null;
  maxExpiresAt: number | null;
}

/** An AppRole. One secret id at a time is enough here. */
export interface Role {
  roleId: string;
  secretId: string;
  policies: string[];
  ttlSeconds: number;
  maxTtlSeconds: number;
  /** 0: as often as one likes. */
  tokenUses?: number;
  secretIdUses?: number;
  secretIdUsed?: number;
}

/** One version of a KV v2 secret; `data` is null once destroyed. */
export interface SecretVersion {
  data: Record<string, unknown> | null;
  createdTime: string;
  deletionTime: string;
  destroyed: boolean;
}

/** A KV v2 secret. */
export interface Secret {
  currentVersion: number;
  oldestVersion: number;
  maxVersions: number;
  casRequired: boolean;
  deleteVersionAfter: string;
  customMetadata: Record<string, string> | null;
  createdTime: string;
  updatedTime: string;
  versions: Record<string, SecretVersion>;
}

/** A Transit key; `versions` holds base64 AES-256 keys, `createdAt` is in epoch seconds. */
export interface TransitKey {
  latestVersion: number;
  minDecryptionVersion: number;
  minEncryptionVersion: number;
  deletionAllowed: boolean;
  derived: boolean;
  versions: Record<string, { key: string; createdAt: number }>;
}

/** Everything that survives a restart when a data file is given. */
export interface VaultState {
  rootToken: string;
  clusterId: string;
  policies: Record<string, string>;
  roles: Record<string, Role>;
  tokens: Record<string, Token>;
  kvConfig: { maxVersions: number; casRequired: boolean };
  kv: Record<string, Secret>;
  transit: Record<string, TransitKey>;
}

/** Misbehaviour that tests switch on. */
interface FaultSwitches {
  sealed: boolean;
  standby: false | 'no-active' | { redirect: string };
  isQuotaExceeded: boolean;
  delayMs: number;
  isHtmlResponse: boolean;
  /** Answers as a standby does that is so far behind; see standby.ts. */
  lagMs: number;
}

/** The running server's inside, handed to every endpoint. */
export interface VaultServer {
  state: VaultState;
  faults: FaultSwitches;
  now(): number;
  /** Failed log-ins per role id; not kept over a restart. */
  failures: Map<string, { count: number; lastAt: number }>;
  /** States that a standby still sees, oldest first, each until then (`performance.now()`). */
  staleStates: { visibleUntil: number; state: VaultState }[];
}

/** One authorised request. `params` are the pattern's groups. */
export interface AuthorizedRequest {
  vault: VaultServer;
  operation: Operation;
  path: string;
  params: string[];
  query: URLSearchParams;
  body: Record<string, unknown>;
  token: Token | null;
}

/** What an endpoint answers; the server wraps it into Vault's envelope. */
export type Reply =
  | { status: 200 | 400 | 404; data: object }
  | { status: 200; auth: object }
  | { status: number; raw: object }
  | { status: number; errors: string[] }
  | { status: 204 };

/** A family of paths. */
export interface Endpoint {
  pattern: RegExp;
  /** Answered without a token. */
  isPublic?: true;
  /** Answered while sealed. */
  isAvailableWhenSealed?: true;
  /** If given, an update of what does not exist needs `create` instead of `update`. */
  exists?(request: AuthorizedRequest): boolean;
  handlers: Partial<Record<Operation, (request: AuthorizedRequest) => Reply>>;
}
