import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../databases/certificates.ts';
import {
  type PostgresCluster,
  startPostgres,
  stopLeftoverPostgres,
} from '../databases/postgres.ts';
import { createControlDatabase, createRegionDatabase } from '../databases/setup.ts';
import { type LocalDiscord, startLocalDiscord } from '../discord/index.ts';
import type { LocalRegion } from '../local-environment.ts';
import { findFreePort } from '../machine/ports.ts';
import { type LocalVault, startLocalVault } from '../vault/index.ts';
import {
  type CustomerDatabase,
  createCustomerDatabase,
  loadOrCreateCertificate,
} from './customer-database.ts';

/** The three regions of the demo; each is a Postgres cluster of its own. */
const REGIONS = [
  { key: 'eu-uk', name: 'Europe (UK)', latitude: 51.5, longitude: -0.1 },
  { key: 'us-west', name: 'US West', latitude: 45.6, longitude: -121.2 },
  { key: 'ap-southeast', name: 'Asia Pacific (Singapore)', latitude: 1.35, longitude: 103.8 },
];

export interface LocalServers {
  discord: LocalDiscord;
  vault: LocalVault;
  controlUrl: string;
  regions: LocalRegion[];
  customerDatabase: CustomerDatabase;
  stop(): Promise<void>;
}

/** Called when something is ready, with its start time. */
type ReportReady = (what: string, startedAtMs: number) => void;

/** Databases, Discord and Vault on loopback, with their data in `folder`. */
export async function startLocalServers(options: {
  folder: string;
  clientFolder: string;
  discordPort: number;
  onPortTaken(name: string, preferredPort: number, used: number): void;
  onReady: ReportReady;
}): Promise<LocalServers> {
  const { folder, onPortTaken, onReady } = options;
  mkdirSync(folder, { recursive: true });
  const password = loadOrCreatePassword(path.join(folder, 'postgres-password'));
  const findPort = (name: string, preferredPort: number) =>
    findFreePort(preferredPort, (startedAtMs, used) => onPortTaken(name, startedAtMs, used));
  const teardowns: (() => Promise<void>)[] = [];

  const startCluster = async (
    name: string,
    preferredPort: number,
    tls?: Certificate,
  ): Promise<PostgresCluster> => {
    const startedAtMs = Date.now();
    const data = path.join(folder, `postgres-${name.replace(/[^a-z-]+/g, '-')}`);
    await stopLeftoverPostgres(data);
    const started = await startPostgres({
      folder: data,
      port: await findPort(`Postgres (${name})`, preferredPort),
      password,
      isDurable: true,
      ...(tls ? { tls } : {}),
    });
    teardowns.push(() => started.stop());
    onReady(`Postgres: ${name}`, startedAtMs);
    return started;
  };

  const startedAtMs = Date.now();
  const regionsStarting = REGIONS.map(async (region, index) => {
    const started = await startCluster(region.key, 5541 + index);
    return { ...region, ...(await createRegionDatabase(started, 'vektra')) };
  });
  const starting = [
    startCluster('control', 5540).then((started) =>
      createControlDatabase(started, 'vektra_control'),
    ),
    Promise.all(regionsStarting),
    loadOrCreateCertificate(path.join(folder, 'own-database')).then(async ({ tls, caFile }) =>
      createCustomerDatabase(await startCluster('a label’s own', 5550, tls), caFile),
    ),
    findPort('local Discord', options.discordPort).then(async (free) => {
      const started = await startLocalDiscord({
        port: free,
        dataFile: path.join(folder, 'discord.json'),
        clientFolder: options.clientFolder,
      });
      teardowns.push(() => started.stop());
      onReady('local Discord', startedAtMs);
      return started;
    }),
    findPort('local Vault', 8260).then(async (free) => {
      const started = await startLocalVault({
        port: free,
        dataFile: path.join(folder, 'vault.json'),
      });
      teardowns.push(() => started.stop());
      onReady('local Vault', startedAtMs);
      return started;
    }),
  ] as const;
  // When one fails the others are stopped too, which must have started for that.
  await Promise.allSettled([...starting, ...regionsStarting]);
  try {
    const [controlUrl, regions, customerDatabase, discord, vault] = await Promise.all(starting);
    return { discord, vault, controlUrl, regions, customerDatabase, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop(): Promise<void> {
    await Promise.all(teardowns.splice(0).map((each) => each()));
  }
}

/** Made at the first start: the clusters were initialised with it. */
function loadOrCreatePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(12).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
