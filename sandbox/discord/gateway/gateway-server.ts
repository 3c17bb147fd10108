import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Core } from '../core.ts';
import { parseJson } from '../http/parse-json.ts';
import { createCompressor } from './compressor.ts';
import { Connection } from './connection.ts';
import type { GatewaySession } from './gateway-session.ts';
import { identify } from './identify.ts';
import { requestMembers } from './request-members.ts';
import { resume } from './resume.ts';

/** https://docs.discord.com/developers/events/gateway#sending-events */
const MAX_PAYLOAD_BYTES = 4096;
const MAX_EVENTS = 120;
const EVENTS_WINDOW_MS = 60_000;
const SPOKEN_VERSIONS = ['9', '10'];

/** Accepts bots on /gateway and reads what they say. */
export class GatewayServer {
  private readonly server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  private readonly core: Core;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(core: Core) {
    this.core = core;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://local');
    if (url.pathname.replace(/\/$/, '') !== '/gateway') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (client) => this.accept(client, url));
  }

  private accept(socket: WebSocket, url: URL): void {
    const { core } = this;
    const version = url.searchParams.get('v') ?? '10';
    const compression = url.searchParams.get('compress');
    const connection = new Connection(
      socket,
      Number(version),
      createCompressor(compression),
      core.clock.now(),
    );
    socket.on('error', () => undefined);
    if (!SPOKEN_VERSIONS.includes(version)) {
      connection.close(Close.InvalidAPIVersion, 'Invalid API version');
      return;
    }
    if ((url.searchParams.get('encoding') ?? 'json') !== 'json') {
      connection.close(Close.DecodeError, 'Only JSON is spoken here');
      return;
    }
    const connectionState: { session: GatewaySession | null } = { session: null };
    const intervalMs = core.rules.heartbeatIntervalMs;
    connection.send(Op.Hello, { heartbeat_interval: intervalMs, _trace: [] });
    const heartbeatTimer = setInterval(() => {
      if (core.clock.now() - connection.lastHeartbeat > intervalMs * 2)
        connection.close(Close.SessionTimedOut, 'Session timed out');
    }, intervalMs);
    heartbeatTimer.unref();
    this.timers.add(heartbeatTimer);
    const events = { count: 0, endsAt: 0 };
    socket.on('message', (raw) => {
      if (isRateLimited(events, core.clock.now()))
        return connection.close(Close.RateLimited, 'Rate limited.');
      const text = raw.toString();
      if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES)
        return connection.close(Close.DecodeError, 'Error while decoding payload.');
      this.handleMessage(connection, connectionState, text);
    });
    socket.on('close', (code) => {
      clearInterval(heartbeatTimer);
      this.timers.delete(heartbeatTimer);
      this.handleClose(connection, connectionState.session, code);
    });
  }

  private handleMessage(
    connection: Connection,
    connectionState: { session: GatewaySession | null },
    text: string,
  ): void {
    let payload: { op: number; d: unknown };
    try {
      payload = parseJson(text) as { op: number; d: unknown };
    } catch {
      connection.close(Close.DecodeError, 'Error while decoding payload.');
      return;
    }
    const { core } = this;
    // A session that was invalidated (op 9) leaves the connection free for another IDENTIFY.
    const { session } = connectionState;
    if (session && core.gateway.sessions.get(session.id) !== session)
      connectionState.session = null;
    switch (payload.op) {
      case Op.Heartbeat:
        connection.lastHeartbeat = core.clock.now();
        if (
          !connectionState.session ||
          !core.gateway.ignoredHeartbeats.has(connectionState.session.applicationId)
        )
          connection.send(Op.HeartbeatAck, null);
        return;
      case Op.Identify:
        if (connectionState.session)
          connection.close(Close.AlreadyAuthenticated, 'Already authenticated.');
        else connectionState.session = identify(core, connection, payload.d);
        return;
      case Op.Resume:
        if (connectionState.session)
          connection.close(Close.AlreadyAuthenticated, 'Already authenticated.');
        else connectionState.session = resume(core, connection, payload.d);
        return;
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
      case Op.RequestGuildMembers:
        if (!connectionState.session)
          connection.close(Close.NotAuthenticated, 'Not authenticated.');
        else if (payload.op === Op.RequestGuildMembers)
          requestMembers(core, connectionState.session, payload.d);
        return;
      default:
        connection.close(Close.UnknownOpcode, 'Unknown opcode.');
    }
  }

  private handleClose(connection: Connection, session: GatewaySession | null, code: number): void {
    if (!session || session.connection !== connection) return;
    session.connection = null;
    // A bot that closes with 1000 or 1001 says good-bye: its session ends.
    if (code === 1000 || code === 1001) this.core.gateway.remove(session);
    else session.disconnectedAt = this.core.clock.now();
    this.core.eventBus.emit(`gateway-lost:${session.applicationId}`);
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const client of this.server.clients) client.terminate();
    this.server.close();
  }
}

/** Counts what a client sends, heartbeats too, in windows of a minute. */
function isRateLimited(events: { count: number; endsAt: number }, now: number): boolean {
  if (now >= events.endsAt) {
    events.count = 0;
    events.endsAt = now + EVENTS_WINDOW_MS;
  }
  return ++events.count > MAX_EVENTS;
}
