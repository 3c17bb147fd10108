import type { ObjectStoreConfig } from '../tenancy/index.ts';

/** What is sold in the local Discord, by plan. */
export const LOCAL_SKUS = {
  starter: { id: '1180000000000000101', name: 'Vektra Starter', price: '€9 a month' },
  pro: { id: '1180000000000000102', name: 'Vektra Pro', price: '€29 a month' },
  proPlus: { id: '1180000000000000103', name: 'Vektra Pro+', price: '€79 a month' },
};

/** The local application: fixed, so that a second start finds what the first one registered. */
export const LOCAL_APP = {
  id: '1180000000000000001',
  name: 'Vektra',
  token: 'MTE4MDAwMDAwMDAwMDAwMDAwMQ.local0.a-local-token-that-opens-nothing-else',
  clientSecret: 'a-local-client-secret-that-opens-nothing-else',
  skus: Object.values(LOCAL_SKUS),
};

/** The variables of a deployment that sells them. */
const SHOP_VARIABLES = {
  SKU_STARTER: LOCAL_SKUS.starter.id,
  SKU_PRO: LOCAL_SKUS.pro.id,
  SKU_PRO_PLUS: LOCAL_SKUS.proPlus.id,
  PRICE_STARTER: LOCAL_SKUS.starter.price,
  PRICE_PRO: LOCAL_SKUS.pro.price,
  PRICE_PRO_PLUS: LOCAL_SKUS.proPlus.price,
};

/** An AppRole of the local Vault. */
export interface LocalRole {
  roleId: string;
  secretId: string;
}

/** Each process logs in to Vault as itself. */
export const createRoleVariables = ({ roleId, secretId }: LocalRole): Record<string, string> => ({
  VAULT_ROLE_ID: roleId,
  VAULT_SECRET_ID: secretId,
});

export interface LocalRegion {
  key: string;
  name: string;
  app: string;
  owner: string;
  mover: string;
  files: ObjectStoreConfig;
  latitude?: number;
  longitude?: number;
}

export interface LocalAddresses {
  discordUrl: string;
  vaultUrl: string;
  /** The server's; see roleVariables for the others'. */
  vaultRole: LocalRole;
  controlUrl: string;
  regions: LocalRegion[];
  publicUrl: string;
  port: number;
  operators?: readonly string[];
  /** Customer databases on loopback that may be connected: `127.0.0.1:5550`. */
  customerDatabases?: readonly string[];
}

/**
 * The environment in which the product runs against local servers; the same variables as anywhere.
 */
export function createLocalEnvironment(addresses: LocalAddresses): Record<string, string> {
  const regions = addresses.regions.flatMap((region) => {
    const { key, name, app, owner, mover, files } = region;
    const prefix = `REGION_${key.toUpperCase().replaceAll('-', '_')}`;
    return [
      [`${prefix}_NAME`, name],
      [`${prefix}_URL`, app],
      [`${prefix}_OWNER_URL`, owner],
      [`${prefix}_MOVER_URL`, mover],
      [`${prefix}_LATITUDE`, String(region.latitude ?? '')],
      [`${prefix}_LONGITUDE`, String(region.longitude ?? '')],
      ...listFilesVariables(prefix, files),
    ];
  });
  return {
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    PORT: String(addresses.port),
    PUBLIC_URL: addresses.publicUrl,
    ALLOW_HTTP: 'true',
    SESSION_SECRET: 'local-session-secret-of-more-than-32-characters',
    OPERATORS: (addresses.operators ?? []).join(','),
    ...SHOP_VARIABLES,
    DISCORD_TOKEN: LOCAL_APP.token,
    DISCORD_CLIENT_ID: LOCAL_APP.id,
    DISCORD_CLIENT_SECRET: LOCAL_APP.clientSecret,
    DISCORD_URL: addresses.discordUrl,
    DISCORD_CDN_URL: addresses.discordUrl,
    CONTROL_DATABASE_URL: addresses.controlUrl,
    REGIONS: addresses.regions.map(({ key }) => key).join(','),
    OWN_DATABASE_ALLOW: (addresses.customerDatabases ?? []).join(','),
    // Everything runs without the internet.
    TRACK_INFO: 'false',
    VAULT_ADDR: addresses.vaultUrl,
    ...createRoleVariables(addresses.vaultRole),
    ...Object.fromEntries(regions),
  };
}

function listFilesVariables(prefix: string, files: ObjectStoreConfig): [string, string][] {
  if (files.kind === 'folder') return [[`${prefix}_FILES_DIR`, files.path]];
  return [
    [`${prefix}_S3_ENDPOINT`, files.endpoint],
    [`${prefix}_S3_BUCKET`, files.bucket],
    [`${prefix}_S3_REGION`, files.region],
    [`${prefix}_S3_ACCESS_KEY_ID`, files.accessKeyId],
    [`${prefix}_S3_SECRET_ACCESS_KEY`, files.secretAccessKey],
    [`${prefix}_S3_PATH_STYLE`, String(files.forcePathStyle)],
  ];
}
