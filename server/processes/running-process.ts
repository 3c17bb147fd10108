/** A started process part; `stop` finishes what it has and closes everything it opened. */
export interface RunningProcess {
  stop(): Promise<void>;
}
