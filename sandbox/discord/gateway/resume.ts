import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { isObject } from '../validate/field.ts';
import type { Connection } from './connection.ts';
import type { Session } from './session.ts';

/** Takes a lost session up again and replays what it missed. */
export function resume(core: Core, connection: Connection, d: unknown): Session | null {
  const body = isObject(d) ? d : {};
  const token = String(body['token'] ?? '').replace(/^Bot /, '');
  const application = core.world.applicationByToken.get(token);
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
  const missed = session.since(seq);
  if (!missed) {
    if (seq > session.seq) connection.close(Close.InvalidSeq, 'Invalid seq.');
    else connection.send(Op.InvalidSession, false);
    return null;
  }
  session.connection?.socket.terminate();
  session.connection = connection;
  session.lostAt = null;
  for (const event of missed) connection.sendText(event.text);
  session.dispatch('RESUMED', '{"_trace":[]}');
  core.signals.tell(`ready:${application.id}`);
  return session;
}
