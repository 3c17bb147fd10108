/** pino's shape, as far as workers use it. Facts are ids and codes. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
