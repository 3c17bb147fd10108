import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { readLines } from '../../sandbox/machine/read-lines.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

interface RunningProcess {
  child: ChildProcess;
  isReady: boolean;
  ready: Promise<void>;
  ended: Promise<void>;
}

/**
 * One of the product's processes, run as production runs it, killed now and then, started again at
 * once.
 */
export class ChaosProcess {
  readonly name: 'server' | 'bot' | 'worker';
  kills = 0;
  freezes = 0;
  /** Ends that nobody asked for. */
  crashes: string[] = [];
  #variables: Record<string, string>;
  #onEvent: (line: string) => void;
  #process: RunningProcess;
  #isStopping = false;

  constructor(
    name: 'server' | 'bot' | 'worker',
    variables: Record<string, string>,
    onEvent: (line: string) => void,
  ) {
    this.name = name;
    this.#variables = variables;
    this.#onEvent = onEvent;
    this.#process = this.#spawn();
  }

  /** Resolves when it is up; after a kill, when the next one is. */
  async waitUntilReady(): Promise<void> {
    for (;;) {
      if (this.#isStopping) throw new Error(`${this.name} was stopped`);
      const running = this.#process;
      await running.ready;
      if (!running.child.killed) return;
      await running.ended;
    }
  }

  /** Whether it serves at present. */
  get isUp(): boolean {
    return this.#process.isReady && !this.#process.child.killed;
  }

  /** Resolves when the process that runs now has ended. */
  waitForExit(): Promise<void> {
    return this.#process.ended;
  }

  /** SIGKILL, unless it is still starting. @returns whether it was killed */
  kill(): boolean {
    const { child, isReady } = this.#process;
    if (this.#isStopping || !isReady || child.killed) return false;
    child.kill('SIGKILL');
    this.kills += 1;
    this.#onEvent(`${this.name}: killed`);
    return true;
  }

  /**
   * SIGSTOP: it holds what it has, and knows nothing of the time. @returns whether it was frozen
   */
  freeze(): boolean {
    const { child, isReady } = this.#process;
    if (this.#isStopping || !isReady || child.killed) return false;
    this.freezes += 1;
    this.#onEvent(`${this.name}: frozen`);
    // Not child.kill: that would count as its end.
    return process.kill(child.pid ?? 0, 'SIGSTOP');
  }

  /** SIGCONT: it goes on where it was. */
  thaw(): void {
    const { child } = this.#process;
    if (child.exitCode === null && child.signalCode === null)
      process.kill(child.pid ?? 0, 'SIGCONT');
    this.#onEvent(`${this.name}: thawed`);
  }

  /** Asks it to end; it then ends for good. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const { child, ended } = this.#process;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  #spawn(): RunningProcess {
    const child = spawn(process.execPath, ['server/main.ts', this.name], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        ...this.#variables,
        NODE_ENV: 'production',
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: a terminal's Ctrl-C reaches only the harness, which stops it.
      detached: true,
    });
    const outputLines: string[] = [];
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const running: RunningProcess = {
      child,
      isReady: false,
      ready: ready.promise,
      ended: ended.promise,
    };
    ready.promise.catch(() => {});
    const timer = setTimeout(() => {
      ready.reject(new Error(`${this.name} is not ready: ${outputLines.join('\n')}`));
    }, READY_TIMEOUT_MS);
    readLines(child, (line) => {
      outputLines.push(line);
      if (outputLines.length > 10) outputLines.shift();
      if (/"level":("(warn|error|fatal)"|[456]0)/.test(line))
        this.#onEvent(`${this.name}: ${line}`);
      if (!line.includes(`"${this.name}.ready"`)) return;
      running.isReady = true;
      ready.resolve();
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (!this.#isStopping) {
        if (signal !== 'SIGKILL')
          this.crashes.push(
            `${this.name} ended by itself (${code ?? signal}): ${outputLines.join('\n')}`,
          );
        // One that cannot start is not started for ever.
        if (running.isReady) this.#process = this.#spawn();
      }
      if (running.isReady) ready.resolve();
      else ready.reject(new Error(`${this.name} did not start: ${outputLines.join('\n')}`));
      ended.resolve();
    });
    return running;
  }
}
