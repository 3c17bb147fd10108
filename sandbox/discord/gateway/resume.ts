import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { isObject } from '../validate/field.ts';
import type { Connection } from './connection.ts';
import type { GatewaySession } from './gateway-session.ts';

/** Takes a lost session up again and replays what it missed. */
export function resume(core: Core, connection: Connection, d: unknown): GatewaySession | null {
  const body = isObject(d) ? d : {};
  const token = String(body['token'] ?? '').replace(/^Bot /, '');
  const application = core.state.applicationByToken.get(token);
  if (!application) {
    connection.close(Close.AuthenticationFailed, 'Authentication failed.');
    return null;
  }
  core.gateway.sweep();
  const session = core.gateway.sessions.get(String(body['session_id']));
  const seq = Number(body['seq']);
  if (!session || session.applicationId !== application.id || !Number.isInteger(seq)) {
    connection.send(Op.InvalidSession, false);
    return null;
  }
  const missedEvents = session.eventsAfter(seq);
  if (!missedEvents) {
    if (seq > session.seq) connection.close(Close.InvalidSeq, 'Invalid seq.');
    else connection.send(Op.InvalidSession, false);
    return null;
  }
  session.connection?.socket.terminate();
  session.connection = connection;
  session.disconnectedAt = null;
  for (const event of missedEvents) connection.sendText(event.text);
  session.dispatch('RESUMED', '{"_trace":[]}');
  core.eventBus.emit(`ready:${application.id}`);
  return session;
}
