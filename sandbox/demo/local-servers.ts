import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../databases/certificates.ts';
import {
  type PostgresCluster,
  startPostgres,
  stopLeftoverPostgres,
} from '../databases/postgres.ts';
import { createPostgresTemplate } from '../databases/postgres-data.ts';
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
import { startLocalS3 } from './local-s3.ts';

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

/** Databases, Discord, Vault and S3 on loopback, with their data in `folder`. */
export async function startLocalServers(options: {
  folder: string;
  clientFolder: string;
  discordPort: number;
  onPortTaken(name: string, preferredPort: number, used: number): void;
}): Promise<LocalServers> {
  const { folder, onPortTaken } = options;
  mkdirSync(folder, { recursive: true });
  const password = loadOrCreatePassword(path.join(folder, 'postgres-password'));
  const findPort = (name: string, preferredPort: number) =>
    findFreePort(preferredPort, (taken, used) => onPortTaken(name, taken, used));
  const template = createPostgresTemplate(path.join(folder, 'postgres-template'), password);
  const teardowns: (() => Promise<void>)[] = [];

  const startCluster = async (
    name: string,
    preferredPort: number,
    tls?: Certificate,
  ): Promise<PostgresCluster> => {
    const data = path.join(folder, `postgres-${name.replace(/[^a-z-]+/g, '-')}`);
    await stopLeftoverPostgres(data);
    const start = async () =>
      startPostgres({
        folder: data,
        port: await findPort(`Postgres (${name})`, preferredPort),
        password,
        isDurable: true,
        template,
        ...(tls ? { tls } : {}),
      });
    // Another program may take the port before Postgres does: then the next one.
    const started = await start().catch((error: Error) => {
      if (!error.message.includes('could not create any TCP/IP sockets')) throw error;
      return start();
    });
    teardowns.push(() => started.stop());
    return started;
  };

  const s3Starting = findPort('the local S3', 8270).then(async (port) => {
    const started = await startLocalS3({
      port,
      folder: path.join(folder, 's3'),
      secretAccessKey: loadOrCreatePassword(path.join(folder, 's3-secret')),
      regionKeys: REGIONS.map(({ key }) => key),
    });
    teardowns.push(started.stop);
    return started;
  });
  const regionsStarting = REGIONS.map(async (region, index) => {
    const started = await startCluster(region.key, 5541 + index);
    const addresses = await createRegionDatabase(started, 'vektra');
    return { ...region, ...addresses, files: (await s3Starting).getConfig(region.key) };
  });
  const starting = [
    startCluster('control', 5540).then((started) =>
      createControlDatabase(started, 'vektra_control'),
    ),
    Promise.all(regionsStarting),
    loadOrCreateCertificate(path.join(folder, 'own-database')).then(async ({ tls, caFile }) =>
      createCustomerDatabase(await startCluster('a label’s own', 5550, tls), caFile),
    ),
    startLocalDiscord({
      port: options.discordPort,
      dataFile: path.join(folder, 'discord.json'),
      clientFolder: options.clientFolder,
    }).then((started) => {
      teardowns.push(() => started.stop());
      return started;
    }),
    findPort('the local Vault', 8260).then(async (free) => {
      const started = await startLocalVault({
        port: free,
        dataFile: path.join(folder, 'vault.json'),
      });
      teardowns.push(() => started.stop());
      return started;
    }),
  ] as const;
  // When one fails the others are stopped too, which must have started for that.
  await Promise.allSettled([...starting, ...regionsStarting, s3Starting]);
  await template.remove();
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

/** Made at the first start: what was stored then is opened with it. */
function loadOrCreatePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(12).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
