import type { DatabaseUrls } from '../helpers/databases.ts';

export interface ChaosOptions {
  /** Decides who does what, what fails and when processes are killed. */
  seed: number;
  /** Demos that people want to send; each goes on to a decision, a message, both or neither. */
  count: number;
  /** Migrated databases of this run's own. */
  databases: DatabaseUrls;
  /** The longest time between a worker's start and its end, ms; the bot's follows from it. */
  gapMs?: number;
  /** With two or more, the last is frozen now and then instead of killed. */
  workers?: number;
  /** Told what happens, for whoever looks for a cause. */
  onEvent?: (line: string) => void;
  /** Ends the run early; everything it started ends with it. */
  signal?: AbortSignal;
}

export interface ChaosReport {
  seed: number;
  /** Demos sent, with those that were sent again because nobody answered. */
  submitted: number;
  /** Of these, the ones whose artist saw a number. */
  confirmed: number;
  /** Decisions and messages that staff saw confirmed. */
  decided: number;
  messaged: number;
  undone: number;
  /** Artists' answers that were said to be passed on. */
  answered: number;
  /** SIGKILLs, by process. */
  kills: { bot: number; worker: number };
  /** SIGSTOPs of a worker for longer than its lease. */
  freezes: number;
  /** Calls to Discord that were answered wrongly, late or not at all, on order. */
  faults: number;
  /** What was promised and is not there; each names what exactly. */
  lost: string[];
  /** What is there more often than once. */
  doubled: string[];
  seconds: number;
}
