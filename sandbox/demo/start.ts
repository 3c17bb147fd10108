import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrateAll, parseOperatorUrl, type TenancyConfig } from '../../tenancy/index.ts';
import { buildClient } from '../client/build.ts';
import {
  createLocalEnvironment,
  createRoleVariables,
  type LocalRole,
} from '../local-environment.ts';
import type { LocalVault } from '../vault/index.ts';
import { buildDashboard } from './build.ts';
import { choosePort, type PortOptions } from './choose-ports.ts';
import { waitForDeliveries } from './deliveries.ts';
import { PEOPLE, prepareDiscord } from './demo-guilds.ts';
import { createGuide, type Guide } from './guide.ts';
import { savePids, stopLeftoverProcesses } from './leftover-processes.ts';
import { type LocalServers, startLocalServers } from './local-servers.ts';
import { showPath } from './print-guide.ts';
import { createProcessLog, type ProcessLog } from './process-log.ts';
import { type ProductProcess, startProductProcess } from './product-process.ts';
import { checkRequirements } from './requirements.ts';
import { isSeeded, seedHistory } from './seed.ts';
import { serveStartPage } from './start-page/serve.ts';
import { print, printStep, printWarning } from './terminal.ts';

export interface RunningDemo {
  guide: Guide;
  dashboard: string;
  servers: LocalServers;
  /** The product's variables, for the operator's command line. */
  envFile: string;
}

/**
 * Starts everything, and says on the terminal what is ready.
 * @param teardowns gets what stops each part that was started, in the order of the starts
 */
export async function startDemo(
  { folder, dev, ports }: { folder: string; dev: boolean; ports: PortOptions },
  teardowns: (() => Promise<void>)[],
  stopping: AbortSignal,
): Promise<RunningDemo> {
  const withTiming = async <T>(what: string, task: () => Promise<T>): Promise<T> => {
    const startedAtMs = Date.now();
    stopping.throwIfAborted();
    const result = await task();
    printStep(what, startedAtMs);
    return result;
  };

  print('\n  Starting Vektra on this machine. The first start takes a minute or two.\n');
  await stopLeftoverProcesses(folder);
  checkRequirements(folder);
  const port = await choosePort('dashboard', ports);
  const startPort = await choosePort('startPage', ports);
  const discordPort = await choosePort('discord', ports);
  const dashboard = `http://localhost:${port}`;
  // The builds use the processor, the servers mostly wait: side by side they cost little more.
  const [servers] = await Promise.all([
    withTiming('local Discord, Vault, S3 and five databases', async () => {
      const started = await startLocalServers({
        folder,
        clientFolder: await buildClient(),
        discordPort,
        onPortTaken: (name, wanted, used) =>
          printWarning(`Port ${wanted} for ${name} is in use by another program: using ${used}.`),
      });
      teardowns.push(started.stop);
      return started;
    }),
    ...(dev ? [] : [withTiming('dashboard built', buildDashboard)]),
  ]);
  const config = createTenancyConfig(servers);
  await withTiming('databases migrated', () => migrate(config, servers));
  const { discord, vault } = servers;
  await prepareDiscord(discord, `${dashboard}/auth/callback`);
  if (!(await isSeeded(config, discord.url)))
    await withTiming('a label with three weeks of history', () => seedHistory(config, discord.url));

  const variables = createLocalEnvironment({
    discordUrl: discord.url,
    vaultUrl: vault.url,
    vaultRole: vault.appRoles.server as LocalRole,
    controlUrl: servers.controlUrl,
    regions: servers.regions,
    publicUrl: dashboard,
    port,
    operators: [PEOPLE.mara.id],
    customerDatabases: [servers.customerDatabase.address],
  });
  if (dev) variables.NODE_ENV = 'development';
  const envFile = path.join(folder, 'env');
  writeFileSync(
    envFile,
    Object.entries(variables)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
      .join(''),
    { mode: 0o600 },
  );
  await discord.control.setRateLimits({ enabled: false });
  const log = createProcessLog(path.join(folder, 'logs'), printWarning);
  const processes = startProcesses({ folder, variables, vault, log, stopping });
  teardowns.push(async () => {
    await Promise.all(processes.map((each) => each.stop()));
    await log.close();
  });
  await withTiming('server, bot and worker', () =>
    Promise.all(processes.map((each) => each.whenReady)),
  ).catch((error: Error) => {
    throw new Error(`${error.message}\nIts log: ${showPath(log.file)}`);
  });
  await withTiming('history delivered to the local Discord', () => waitForDeliveries(config));
  await discord.control.setRateLimits({ enabled: true });

  const { customerDatabase } = servers;
  const guide = createGuide({
    startPage: `http://localhost:${startPort}`,
    discord: discord.url,
    dashboard,
    customerDatabase,
    dataFolder: folder,
    logFile: log.file,
  });
  const certificate = readFileSync(customerDatabase.caFile, 'utf8');
  const startPage = await serveStartPage(startPort, guide, certificate);
  teardowns.push(startPage.stop);
  return { guide, dashboard, servers, envFile };
}

const createTenancyConfig = ({ controlUrl, regions }: LocalServers): TenancyConfig => ({
  control: parseOperatorUrl('CONTROL_DATABASE_URL', controlUrl),
  regions: regions.map(({ key, name, app, mover, files }) => ({
    key,
    name,
    files,
    app: parseOperatorUrl('app', app),
    mover: parseOperatorUrl('mover', mover),
  })),
});

async function migrate({ control }: TenancyConfig, { regions }: LocalServers): Promise<void> {
  const owners = regions.map(({ key, owner }) => ({
    key,
    owner: parseOperatorUrl('owner', owner),
  }));
  const reports = await migrateAll({ control, regions: owners });
  const failed = reports.find((report) => report.failed);
  if (failed) throw new Error(`${failed.place}: ${failed.failed?.message}`);
}

function startProcesses(options: {
  folder: string;
  variables: Record<string, string>;
  vault: LocalVault;
  log: ProcessLog;
  stopping: AbortSignal;
}): ProductProcess[] {
  const { folder, variables, vault, log, stopping } = options;
  const processes = (['server', 'bot', 'worker'] as const).map((name) =>
    startProductProcess(
      name,
      { ...variables, ...createRoleVariables(vault.appRoles[name] as LocalRole) },
      (line) => log.write(name, line),
    ),
  );
  savePids(
    folder,
    processes.map(({ pid }) => pid),
  );
  // One that ends before it is ready fails the start, which says so.
  for (const { name, whenReady, whenEnded } of processes)
    void whenReady
      .then(() => whenEnded)
      .then(
        (code) =>
          stopping.aborted ||
          printWarning(`${name} ended by itself with ${code}. Details are in the log.`),
        () => {},
      );
  return processes;
}
