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
import { freePort } from '../machine/ports.ts';
import { type LocalVault, startLocalVault } from '../vault/index.ts';
import type { LocalRegion } from '../world/environment.ts';
import { createOwnDatabase, keptCertificate, type OwnDatabase } from './own-database.ts';

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
  own: OwnDatabase;
  stop(): Promise<void>;
}

/** Told what is ready, and when it was begun. */
type Report = (what: string, from: number) => void;

/** Databases, Discord and Vault on loopback, with their data in `folder`. */
export async function startLocalServers(options: {
  folder: string;
  clientFolder: string;
  discordPort: number;
  onTaken(name: string, wanted: number, used: number): void;
  onReady: Report;
}): Promise<LocalServers> {
  const { folder, onTaken, onReady } = options;
  mkdirSync(folder, { recursive: true });
  const password = keptPassword(path.join(folder, 'postgres-password'));
  const port = (name: string, wanted: number) =>
    freePort(wanted, (from, used) => onTaken(name, from, used));
  const stops: (() => Promise<void>)[] = [];

  const cluster = async (
    name: string,
    wanted: number,
    tls?: Certificate,
  ): Promise<PostgresCluster> => {
    const from = Date.now();
    const data = path.join(folder, `postgres-${name.replace(/[^a-z-]+/g, '-')}`);
    await stopLeftoverPostgres(data);
    const started = await startPostgres({
      folder: data,
      port: await port(`Postgres (${name})`, wanted),
      password,
      durable: true,
      ...(tls ? { tls } : {}),
    });
    stops.push(() => started.stop());
    onReady(`Postgres: ${name}`, from);
    return started;
  };

  const from = Date.now();
  const regionsStarting = REGIONS.map(async (region, index) => {
    const started = await cluster(region.key, 5541 + index);
    return { ...region, ...(await createRegionDatabase(started, 'vektra')) };
  });
  const starting = [
    cluster('control', 5540).then((started) => createControlDatabase(started, 'vektra_control')),
    Promise.all(regionsStarting),
    keptCertificate(path.join(folder, 'own-database')).then(async ({ tls, caFile }) =>
      createOwnDatabase(await cluster('a label’s own', 5550, tls), caFile),
    ),
    port('local Discord', options.discordPort).then(async (free) => {
      const started = await startLocalDiscord({
        port: free,
        dataFile: path.join(folder, 'discord.json'),
        clientFolder: options.clientFolder,
      });
      stops.push(() => started.stop());
      onReady('local Discord', from);
      return started;
    }),
    port('local Vault', 8260).then(async (free) => {
      const started = await startLocalVault({
        port: free,
        dataFile: path.join(folder, 'vault.json'),
      });
      stops.push(() => started.stop());
      onReady('local Vault', from);
      return started;
    }),
  ] as const;
  // When one fails the others are stopped too, which must have started for that.
  await Promise.allSettled([...starting, ...regionsStarting]);
  try {
    const [controlUrl, regions, own, discord, vault] = await Promise.all(starting);
    return { discord, vault, controlUrl, regions, own, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop(): Promise<void> {
    await Promise.all(stops.splice(0).map((each) => each()));
  }
}

/** Made at the first start: the clusters were initialised with it. */
function keptPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(12).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
