import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrateAll, parseOperatorUrl, type TenancyConfig } from '../../tenancy/index.ts';
import { buildClient } from '../client/build.ts';
import { freePort } from '../machine/ports.ts';
import type { LocalVault } from '../vault/index.ts';
import { type LocalRole, localEnvironment, roleVariables } from '../world/environment.ts';
import { buildDashboard } from './build.ts';
import { walk } from './check.ts';
import { endLeftovers, remember } from './leftovers.ts';
import { type ProductProcess, startProduct } from './processes.ts';
import { done, note, ready, red, say } from './screen.ts';
import { isSeeded, seedHistory } from './seed.ts';
import { startLocalServers } from './servers.ts';
import { settled } from './settled.ts';
import { PEOPLE, prepareDiscord } from './world.ts';

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
  const stops: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        say('\n  Stopping…');
        stopping.abort();
        resolve();
      });
  });
  try {
    const addresses = await start(options, stops, stopping.signal);
    ready({ ...addresses, seconds: (Date.now() - startedAt) / 1_000 });
    if (!options.check) {
      await asked;
      return 0;
    }
    return (await walk(addresses)) ? 0 : 1;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    say(`\n  ${red('✗')} ${(error as Error).message}`);
    return 1;
  } finally {
    stopping.abort();
    for (const stop of stops.reverse()) await stop();
    if (options.check) rmSync(options.folder, { recursive: true, force: true });
  }
}

async function start(
  { folder, dev }: { folder: string; dev: boolean },
  stops: (() => Promise<void>)[],
  stopping: AbortSignal,
) {
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const from = Date.now();
    stopping.throwIfAborted();
    const result = await work();
    done(what, from);
    return result;
  };
  const onTaken = (name: string, wanted: number, used: number) =>
    note(`port ${wanted} for ${name} is taken; using ${used}`);

  say('\n  Starting Vektra on this machine\n');
  await endLeftovers(folder);
  const port = await freePort(DASHBOARD_PORT, (wanted, used) =>
    onTaken('the dashboard', wanted, used),
  );
  const dashboard = `http://localhost:${port}`;
  // The builds use the processor, the servers mostly wait: side by side they cost little more.
  const [servers] = await Promise.all([
    buildClient().then(async (clientFolder) => {
      const started = await startLocalServers({
        folder,
        clientFolder,
        discordPort: DISCORD_PORT,
        onTaken,
        onReady: done,
      });
      stops.push(started.stop);
      return started;
    }),
    ...(dev ? [] : [timed('dashboard built', buildDashboard)]),
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
  await timed('databases migrated', async () => {
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
    await timed('a label with three weeks of history', () => seedHistory(config, discord.url));

  const variables = localEnvironment({
    discordUrl: discord.url,
    vaultUrl: vault.url,
    vaultRole: vault.appRoles.server as LocalRole,
    controlUrl: servers.controlUrl,
    regions: servers.regions,
    publicUrl: dashboard,
    port,
    operators: [PEOPLE.mara.id],
    ownDatabases: [servers.own.address],
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
      startProduct(name, { ...variables, ...roleOf(vault, name) }, (from, line) => {
        if (/"level":"(error|fatal)"/.test(line)) note(`${from}: ${line}`);
      }),
  );
  remember(
    folder,
    processes.map(({ pid }) => pid),
  );
  for (const { name, ended } of processes)
    void ended.then((code) => stopping.aborted || note(`${name} ended by itself with ${code}`));
  stops.push(async () => {
    await Promise.all(processes.map((each) => each.stop()));
  });
  await timed('server, bot and worker', () => Promise.all(processes.map((each) => each.ready)));
  await timed('history delivered to the local Discord', () => settled(config));
  await discord.control.setRateLimits({ enabled: true });
  return {
    discord: discord.url,
    dashboard,
    operator: `${dashboard}/operator`,
    own: servers.own,
    servers,
    envFile,
  };
}

const roleOf = ({ appRoles }: LocalVault, name: string) =>
  roleVariables(appRoles[name] as LocalRole);
