import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrateAll, parseOperatorUrl, type TenancyConfig } from '../../tenancy/index.ts';
import { buildClient } from '../client/build.ts';
import {
  createLocalEnvironment,
  createRoleVariables,
  type LocalRole,
} from '../local-environment.ts';
import { findFreePort } from '../machine/ports.ts';
import type { LocalVault } from '../vault/index.ts';
import { buildDashboard } from './build.ts';
import { waitForDeliveries } from './deliveries.ts';
import { PEOPLE, prepareDiscord } from './demo-guilds.ts';
import { savePids, stopLeftoverProcesses } from './leftover-processes.ts';
import { startLocalServers } from './local-servers.ts';
import { type ProductProcess, startProductProcess } from './product-process.ts';
import { isSeeded, seedHistory } from './seed.ts';
import { runSmokeTest } from './smoke-test/run.ts';
import { print, printReady, printStep, printWarning, red } from './terminal.ts';

const DISCORD_PORT = 4100;
const DASHBOARD_PORT = 3000;

/**
 * Everything in one terminal. @returns the exit code
 */
export async function runDemo(options: {
  folder: string;
  check: boolean;
  dev: boolean;
}): Promise<number> {
  const startedAt = Date.now();
  const teardowns: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        print('\n  Stopping…');
        stopping.abort();
        resolve();
      });
  });
  let isPassed = false;
  try {
    const addresses = await start(options, teardowns, stopping.signal);
    printReady({ ...addresses, seconds: (Date.now() - startedAt) / 1_000 });
    if (!options.check) {
      await stopRequested;
      return 0;
    }
    isPassed = await runSmokeTest(addresses);
    return isPassed ? 0 : 1;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    print(`\n  ${red('✗')} ${(error as Error).message}`);
    return 1;
  } finally {
    const isInterrupted = stopping.signal.aborted;
    stopping.abort();
    for (const stop of teardowns.reverse()) await stop();
    if (options.check && (isPassed || isInterrupted))
      rmSync(options.folder, { recursive: true, force: true });
    else if (options.check)
      print(`\n  Logs and data of this check, until the next one: ${options.folder}`);
  }
}

async function start(
  { folder, dev }: { folder: string; dev: boolean },
  teardowns: (() => Promise<void>)[],
  stopping: AbortSignal,
) {
  const withTiming = async <T>(what: string, task: () => Promise<T>): Promise<T> => {
    const startedAtMs = Date.now();
    stopping.throwIfAborted();
    const result = await task();
    printStep(what, startedAtMs);
    return result;
  };
  const reportPortTaken = (name: string, wanted: number, used: number) =>
    printWarning(`port ${wanted} for ${name} is taken; using ${used}`);

  print('\n  Starting Vektra on this machine\n');
  await stopLeftoverProcesses(folder);
  const port = await findFreePort(DASHBOARD_PORT, (wanted, used) =>
    reportPortTaken('the dashboard', wanted, used),
  );
  const dashboard = `http://localhost:${port}`;
  // The builds use the processor, the servers mostly wait: side by side they cost little more.
  const [servers] = await Promise.all([
    buildClient().then(async (clientFolder) => {
      const started = await startLocalServers({
        folder,
        clientFolder,
        discordPort: DISCORD_PORT,
        onPortTaken: reportPortTaken,
        onReady: printStep,
      });
      teardowns.push(started.stop);
      return started;
    }),
    ...(dev ? [] : [withTiming('dashboard built', buildDashboard)]),
  ]);
  const config: TenancyConfig = {
    control: parseOperatorUrl('CONTROL_DATABASE_URL', servers.controlUrl),
    regions: servers.regions.map(({ key, name, app, mover }) => ({
      key,
      name,
      app: parseOperatorUrl('app', app),
      mover: parseOperatorUrl('mover', mover),
    })),
  };
  await withTiming('databases migrated', async () => {
    const owners = servers.regions.map(({ key, owner }) => ({
      key,
      owner: parseOperatorUrl('owner', owner),
    }));
    const reports = await migrateAll({ control: config.control, regions: owners });
    const failed = reports.find((report) => report.failed);
    if (failed) throw new Error(`${failed.place}: ${failed.failed?.message}`);
  });
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
  const processes = (['server', 'bot', 'worker'] as const).map(
    (name): ProductProcess =>
      startProductProcess(
        name,
        { ...variables, ...getRoleVariables(vault, name) },
        createLineListener(folder, name),
      ),
  );
  savePids(
    folder,
    processes.map(({ pid }) => pid),
  );
  for (const { name, whenEnded } of processes)
    void whenEnded.then(
      (code) => stopping.aborted || printWarning(`${name} ended by itself with ${code}`),
    );
  teardowns.push(async () => {
    await Promise.all(processes.map((each) => each.stop()));
  });
  await withTiming('server, bot and worker', () =>
    Promise.all(processes.map((each) => each.whenReady)),
  );
  await withTiming('history delivered to the local Discord', () => waitForDeliveries(config));
  await discord.control.setRateLimits({ enabled: true });
  return {
    discord: discord.url,
    dashboard,
    operator: `${dashboard}/operator`,
    customerDatabase: servers.customerDatabase,
    servers,
    envFile,
  };
}

/** Writes what a process logs to a file, and its errors to the terminal too. */
function createLineListener(folder: string, name: string): (line: string) => void {
  const logFolder = path.join(folder, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const file = createWriteStream(path.join(logFolder, `${name}.log`));
  return (line) => {
    file.write(`${line}\n`);
    if (/"level":"(error|fatal)"/.test(line)) printWarning(`${name}: ${line}`);
  };
}

const getRoleVariables = ({ appRoles }: LocalVault, name: string) =>
  createRoleVariables(appRoles[name] as LocalRole);
