import { toCustomerDatabaseError } from '../error-codes.ts';
import { CustomerDatabaseError } from '../errors.ts';
import type { GuardedSocket } from './guarded-socket.ts';

type Callback = (error: unknown, ...results: unknown[]) => void;

/** What pg's and mysql2's connections have in common. */
export interface Driver {
  // biome-ignore lint/suspicious/noExplicitAny: two drivers' overloads, only passed on
  query(...args: any[]): any;
  end(done: () => void): void;
  /** Set: Knex's pool drops the connection. */
  __knex__disposed?: unknown;
}

/** A connection that is logged in and set up. */
export interface EstablishedConnection {
  driver: Driver;
  /** Round trip of a statement, ms. */
  latencyMs: number;
}

/** What happens to a connection. */
export interface ConnectionEvents {
  onEncrypted(): void;
  /** It broke under a statement. */
  onBroken(error: CustomerDatabaseError): void;
}

/** What a driver gives back, or is given, for a statement without a callback. */
interface Streaming {
  /** pg: of the object that is sent. */
  handleError?(error: unknown, ...rest: unknown[]): unknown;
  /** mysql2: of the command. */
  emit?(event: string, ...args: unknown[]): boolean;
}

/**
 * Watches every statement of a connection, whoever sends it: it has its time, and what the driver
 * says when it fails is replaced by an error of ours. Streams (COPY, cursors, mysql2's commands)
 * end by what they emit.
 * @param onBroken told when the connection broke under a statement
 * @param onEnded told of each statement's end; left out where the protocol tells it
 */
export function watchStatements(
  connection: Driver,
  guardedSocket: GuardedSocket,
  onBroken: ConnectionEvents['onBroken'],
  onEnded: () => void = () => {},
): void {
  const query = connection.query.bind(connection);
  const mapError = (error: unknown) => {
    const mapped = guardedSocket.failure ?? toCustomerDatabaseError(error, null);
    if (!(mapped instanceof CustomerDatabaseError)) return mapped;
    // Also when it seems to go on: it said what it must not say.
    guardedSocket.fail(mapped.code);
    onBroken(mapped);
    return mapped;
  };
  const wrapCallback =
    (callback: Callback): Callback =>
    (error, ...results) => {
      onEnded();
      if (error) callback(mapError(error));
      else callback(error, ...results);
    };
  connection.query = (...args: unknown[]) => {
    const last = args.at(-1);
    if (typeof last === 'function') {
      guardedSocket.startStatement({ stream: false });
      return query(...args.slice(0, -1), wrapCallback(last as Callback));
    }
    guardedSocket.startStatement({ stream: true });
    return stream(query, args);
  };

  function stream(send: Driver['query'], args: unknown[]): unknown {
    const sent = args[0] as Streaming;
    if (sent.handleError) {
      const handle = sent.handleError.bind(sent);
      sent.handleError = (error, ...rest) => handle(mapError(error), ...rest);
    }
    const command = send(...args) as Streaming;
    if (command instanceof Promise)
      return command.catch((error) => {
        throw mapError(error);
      });
    if (command !== sent && command.emit) {
      const emit = command.emit.bind(command);
      command.emit = (event, ...rest) => {
        if (event === 'result') guardedSocket.resetResponse();
        if (event === 'end') onEnded();
        return event === 'error' ? emit(event, mapError(rest[0])) : emit(event, ...rest);
      };
    }
    return command;
  }
}
