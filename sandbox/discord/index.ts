import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { EventBus } from './actions/event-bus.ts';
import { endExpiredPolls } from './actions/polls.ts';
import { archiveInactiveThreads } from './actions/threads.ts';
import { type Control, createControl } from './control/index.ts';
import type { Core } from './core.ts';
import { Gateway } from './gateway/gateway.ts';
import { GatewayServer } from './gateway/gateway-server.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { Faults } from './http/faults.ts';
import { RateLimits } from './http/rate-limits.ts';
import { type LoggedRestCall, RequestLog, type UnknownCall } from './http/request-log.ts';
import { InteractionStore } from './interactions/store.ts';
import { OAuthCodes } from './oauth/codes.ts';
import { DEFAULT_RULES } from './rules.ts';
import { Clock } from './state/clock.ts';
import { DiscordState } from './state/discord-state.ts';
import { FileStore } from './state/file-store.ts';
import { loadState, Persistence } from './state/persistence.ts';
import { getSnowflakeTime, SnowflakeFactory } from './state/snowflake.ts';

export { BOT_PERMISSIONS } from './control/seed.ts';
export type { Outcome } from './interactions/outcome.ts';

export interface LocalDiscordOptions {
  /** 0 takes any free port. */
  port: number;
  /** Loopback by default: this server trusts whoever reaches it. */
  host?: string;
  /** Where the state is kept (JSON, and attachments beside it); absent = memory only. */
  dataFile?: string;
  publicUrl?: string;
  /**
   * Unknown REST routes are recorded in `unknownCalls` (default true); they answer 404 in any case.
   */
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
  readonly requests: LoggedRestCall[];
  stop(): Promise<void>;
}

const SWEEP_INTERVAL_MS = 60_000;

/** Starts a Discord of one's own: REST, gateway, OAuth2, CDN and the control API on one port. */
export async function startLocalDiscord(options: LocalDiscordOptions): Promise<LocalDiscord> {
  const clock = new Clock(options.now);
  const state = new DiscordState();
  const ids = new SnowflakeFactory(clock.now);
  if (options.dataFile) {
    const position = await loadState(options.dataFile, state);
    if (position) ids.advancePast(position);
  }
  const persistence = new Persistence(options.dataFile, state, () => ids.position);
  const rules = { ...DEFAULT_RULES };
  const core: Core = {
    url: '',
    rules,
    clock,
    state,
    files: new FileStore(options.dataFile),
    eventBus: new EventBus(),
    gateway: new Gateway(() => core),
    requestLog: new RequestLog(clock.now, rules),
    rateLimits: new RateLimits(options.rateLimits ?? true, clock.now),
    faults: new Faults(),
    interactions: new InteractionStore(),
    oauthCodes: new OAuthCodes(clock.now),
    nonces: new Map(),
    dmOpenings: new Map(),
    newId: () => ids.next(),
    markChanged: persistence.schedule,
  };
  const server = createHttpServer(core, {
    strictUnknownRoutes: options.strictUnknownRoutes ?? true,
    clientFolder: options.clientFolder,
  });
  const gateway = new GatewayServer(core);
  server.on('upgrade', (request, socket, head) => gateway.upgrade(request, socket, head));
  server.listen(options.port, options.host ?? '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  core.url = options.publicUrl ?? `http://127.0.0.1:${port}`;
  const sweepTimer = setInterval(() => {
    core.gateway.sweep();
    core.interactions.sweep(clock.now(), rules.interactionTokenMs);
    endExpiredPolls(core);
    archiveInactiveThreads(core, (thread) => getSnowflakeTime(thread.lastMessageId ?? thread.id));
  }, SWEEP_INTERVAL_MS);
  sweepTimer.unref();

  return {
    url: core.url,
    port,
    control: createControl(core),
    get unknownCalls() {
      return core.requestLog.unknownCalls;
    },
    get requests() {
      return core.requestLog.requests;
    },
    async stop() {
      clearInterval(sweepTimer);
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
