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

/** An object that pg sends by itself: a COPY, a cursor, or a query with its callback in it. */
interface Submittable {
  submit: unknown;
  callback?: Callback;
}

const isSubmittable = (value: unknown): value is Submittable =>
  typeof (value as Submittable | null)?.submit === 'function';

/**
 * Watches every statement of a connection, whoever sends it: it has its time, and what the driver
 * says when it fails is replaced by an error of ours.
 * @param options.counts whether a callback is a statement's end; for pg the protocol says it
 */
export function watchStatements(
  connection: Driver,
  line: Line,
  options: { counts: boolean } & Pick<ConnectionEvents, 'broke'>,
): void {
  const query = connection.query.bind(connection);
  const ownError = (error: unknown) => {
    const own = line.verdict ?? ownErrorOf(error, null);
    if (own instanceof OwnDatabaseError) options.broke(own);
    return own;
  };
  const heard =
    (callback: Callback): Callback =>
    (error, ...answer) => {
      if (options.counts) line.ended();
      if (error) callback(ownError(error));
      else callback(error, ...answer);
    };
  connection.query = (...args: unknown[]) => {
    line.began();
    const last = args.at(-1);
    if (typeof last === 'function') return query(...args.slice(0, -1), heard(last as Callback));
    const [first] = args;
    if (isSubmittable(first)) {
      if (first.callback) first.callback = heard(first.callback);
      return query(...args);
    }
    return Promise.resolve(query(...args)).catch((error) => {
      throw ownError(error);
    });
  };
}
