import { ownErrorOf } from './classify.ts';
import { OwnDatabaseError } from './errors.ts';
import type { Line } from './line.ts';

type Callback = (error: unknown, ...answer: unknown[]) => void;

/** What pg's and mysql2's connections have in common. */
export interface Driver {
  // biome-ignore lint/suspicious/noExplicitAny: two drivers' overloads, only passed on
  query(...args: any[]): any;
  end(done: () => void): void;
  /** Set: Knex's pool drops the connection. */
  __knex__disposed?: unknown;
}

/** A connection that is logged in and set up. */
export interface Connected {
  driver: Driver;
  /** Round trip of a statement, ms. */
  latencyMs: number;
}

/** What happens to a connection. */
export interface ConnectionEvents {
  encrypted(): void;
  /** It broke under a statement. */
  broke(error: OwnDatabaseError): void;
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
 * says when it fails is replaced by an error of ours. Streams (COPY, cursors, mysql2's commands) end
 * by what they emit.
 * @param broke told when the connection broke under a statement
 * @param ended told of each statement's end; left out where the protocol tells it
 */
export function watchStatements(
  connection: Driver,
  line: Line,
  broke: ConnectionEvents['broke'],
  ended: () => void = () => {},
): void {
  const query = connection.query.bind(connection);
  const ownError = (error: unknown) => {
    const own = line.verdict ?? ownErrorOf(error, null);
    if (!(own instanceof OwnDatabaseError)) return own;
    // Also when it seems to go on: it said what it must not say.
    line.fail(own.code);
    broke(own);
    return own;
  };
  const heard =
    (callback: Callback): Callback =>
    (error, ...answer) => {
      ended();
      if (error) callback(ownError(error));
      else callback(error, ...answer);
    };
  connection.query = (...args: unknown[]) => {
    const last = args.at(-1);
    if (typeof last === 'function') {
      line.began({ stream: false });
      return query(...args.slice(0, -1), heard(last as Callback));
    }
    line.began({ stream: true });
    return stream(query, args);
  };

  function stream(send: Driver['query'], args: unknown[]): unknown {
    const sent = args[0] as Streaming;
    if (sent.handleError) {
      const handle = sent.handleError.bind(sent);
      sent.handleError = (error, ...rest) => handle(ownError(error), ...rest);
    }
    const command = send(...args) as Streaming;
    if (command instanceof Promise)
      return command.catch((error) => {
        throw ownError(error);
      });
    if (command !== sent && command.emit) {
      const emit = command.emit.bind(command);
      command.emit = (event, ...rest) => {
        if (event === 'result') line.progress();
        if (event === 'end') ended();
        return event === 'error' ? emit(event, ownError(rest[0])) : emit(event, ...rest);
      };
    }
    return command;
  }
}
