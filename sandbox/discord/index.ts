import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Signals } from './acts/signals.ts';
import { archiveSilentThreads } from './acts/threads.ts';
import { type Control, makeControl } from './control/index.ts';
import type { Core } from './core.ts';
import { Gateway } from './gateway/gateway.ts';
import { GatewayServer } from './gateway/server.ts';
import { Faults } from './http/faults.ts';
import { RateLimits } from './http/rate-limits.ts';
import { makeServer } from './http/server.ts';
import { type RequestEntry, Traffic, type UnknownCall } from './http/traffic.ts';
import { InteractionStore } from './interactions/store.ts';
import { OAuthCodes } from './oauth/codes.ts';
import { DEFAULT_RULES } from './rules.ts';
import { Clock } from './state/clock.ts';
import { FileStore } from './state/files.ts';
import { loadWorld, Persistence } from './state/persist.ts';
import { SnowflakeFactory, timeOf } from './state/snowflake.ts';
import { World } from './state/world.ts';

export { BOT_PERMISSIONS } from './control/world.ts';
export type { Outcome } from './interactions/outcome.ts';

export interface LocalDiscordOptions {
  /** 0 takes any free port. */
  port: number;
  /** Loopback by default: this server trusts whoever reaches it. */
  host?: string;
  /** Where the state is kept (JSON, and attachments beside it); absent = memory only. */
  dataFile?: string;
  publicUrl?: string;
  /** Unknown REST routes are recorded in `unknownCalls` (default true); they answer 404 in any case. */
  strictUnknownRoutes?: boolean;
  /** False keeps the headers and never answers 429 by itself. */
  rateLimits?: boolean;
  /** Unix ms; the real time by default. */
  now?: () => number;
  /** A built web client, served at /. */
  clientFolder?: string;
}

export interface LocalDiscord {
  url: string;
  port: number;
  control: Control;
  readonly unknownCalls: UnknownCall[];
  /** The last 20,000 REST calls, oldest first. */
  readonly requests: RequestEntry[];
  stop(): Promise<void>;
}

const SWEEP_MS = 60_000;

/** Starts a Discord of one's own: REST, gateway, OAuth2, CDN and the control API on one port. */
export async function startLocalDiscord(options: LocalDiscordOptions): Promise<LocalDiscord> {
  const clock = new Clock(options.now);
  const world = new World();
  const ids = new SnowflakeFactory(clock.now);
  if (options.dataFile) {
    const position = await loadWorld(options.dataFile, world);
    if (position) ids.skipPast(position);
  }
  const persistence = new Persistence(options.dataFile, world, () => ids.position);
  const rules = { ...DEFAULT_RULES };
  const core: Core = {
    url: '',
    rules,
    clock,
    world,
    files: new FileStore(options.dataFile),
    signals: new Signals(),
    gateway: new Gateway(() => core),
    traffic: new Traffic(clock.now, rules),
    limits: new RateLimits(options.rateLimits ?? true, clock.now),
    faults: new Faults(),
    interactions: new InteractionStore(),
    oauthCodes: new OAuthCodes(clock.now),
    nonces: new Map(),
    dmOpenings: new Map(),
    newId: () => ids.next(),
    changed: persistence.schedule,
  };
  const server = makeServer(core, {
    strictUnknownRoutes: options.strictUnknownRoutes ?? true,
    clientFolder: options.clientFolder,
  });
  const gateway = new GatewayServer(core);
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  server.listen(options.port, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  core.url = options.publicUrl ?? `http://127.0.0.1:${port}`;
  const sweep = setInterval(() => {
    core.gateway.sweep();
    core.interactions.sweep(clock.now(), rules.interactionTokenMs);
    archiveSilentThreads(core, (thread) => timeOf(thread.lastMessageId ?? thread.id));
  }, SWEEP_MS);
  sweep.unref();

  return {
    url: core.url,
    port,
    control: makeControl(core),
    get unknownCalls() {
      return core.traffic.unknownCalls;
    },
    get requests() {
      return core.traffic.requests;
    },
    async stop() {
      clearInterval(sweep);
      core.interactions.clear();
      gateway.stop();
      core.gateway.closeAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await core.files.flush();
      await persistence.flush();
    },
  };
}
