import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createControl, type VaultControl } from './control.ts';
import { createRole } from './endpoints/approle.ts';
import { ensureKey } from './endpoints/transit-keys.ts';
import { createListener, type LoggedRequest } from './http.ts';
import { parsePolicy } from './policy.ts';
import { loadState, saveState } from './state.ts';
import type { VaultServer } from './types.ts';

/** How to start; everything but the port has a default. */
export interface LocalVaultOptions {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** Where secrets survive a restart; without it they live in memory. */
  dataFile?: string;
  /** Policy texts by name; by default the product's own three files. */
  policies?: Record<string, string>;
  /** AppRoles and their policies; by default one per policy and one per process. */
  roles?: Record<string, string[]>;
  /** Answers as a standby that is so far behind the active node, ms; see standby.ts. */
  lagMs?: number;
  /** A root token of your choosing, for tests. */
  rootToken?: string;
  /** Epoch ms, for tests of expiry. */
  now?: () => number;
}

/** A running local Vault. */
export interface LocalVault {
  url: string;
  rootToken: string;
  appRoles: Record<string, { roleId: string; secretId: string }>;
  control: VaultControl;
  stop(): Promise<void>;
}

const PRODUCT_POLICIES = ['reader', 'writer', 'shredder'] as const;

const PRODUCT_ROLES: Record<string, string[]> = {
  reader: ['reader'],
  writer: ['writer'],
  shredder: ['shredder'],
  server: ['reader', 'writer'],
  bot: ['reader', 'writer'],
  worker: ['reader', 'writer', 'shredder'],
};

/**
 * Starts a local server with HashiCorp Vault's API: KV v2 at `kv/`, Transit, AppRole, policies. It
 * is unsealed and provisioned when this resolves. Not for production: its data file is not
 * encrypted.
 */
export async function startLocalVault(options: LocalVaultOptions): Promise<LocalVault> {
  const vault: VaultServer = {
    state: loadState(options.dataFile),
    faults: {
      sealed: false,
      standby: false,
      isQuotaExceeded: false,
      delayMs: 0,
      isHtmlResponse: false,
      lagMs: options.lagMs ?? 0,
    },
    now: options.now ?? Date.now,
    failures: new Map(),
    staleStates: [],
  };
  const save = () => {
    if (options.dataFile !== undefined) saveState(options.dataFile, vault.state);
  };
  provision(vault, options);
  save();

  const requests: LoggedRequest[] = [];
  const server = createServer(createListener(vault, requests, save));
  server.listen(options.port, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { address, port, family } = server.address() as AddressInfo;

  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    rootToken: vault.state.rootToken,
    appRoles: Object.fromEntries(
      Object.entries(vault.state.roles).map(([name, { roleId, secretId }]) => [
        name,
        { roleId, secretId },
      ]),
    ),
    control: createControl(vault, requests, save),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      save();
    },
  };
}

/**
 * Policies are always taken afresh; role and secret ids stay, so that a restart changes no setting.
 */
function provision(vault: VaultServer, options: LocalVaultOptions): void {
  const { state } = vault;
  if (options.rootToken !== undefined) state.rootToken = options.rootToken;
  const policies = options.policies ?? readProductPolicies();
  for (const text of Object.values(policies)) parsePolicy(text);
  Object.assign(state.policies, policies);
  const roles =
    options.roles ??
    (options.policies === undefined
      ? PRODUCT_ROLES
      : Object.fromEntries(Object.keys(policies).map((name) => [name, [name]])));
  for (const [name, names] of Object.entries(roles)) {
    state.roles[name] = { ...(state.roles[name] ?? createRole([])), policies: names };
  }
  ensureKey(vault, 'vektra-sessions');
}

function readProductPolicies(): Record<string, string> {
  const folder = new URL('../../tenancy/secrets/policies/', import.meta.url);
  return Object.fromEntries(
    PRODUCT_POLICIES.map((name) => [name, readFileSync(new URL(`${name}.hcl`, folder), 'utf8')]),
  );
}
