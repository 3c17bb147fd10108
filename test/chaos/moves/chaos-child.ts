import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** One of this folder's processes; started again when it was killed. */
export class ChaosChild {
  kills = 0;
  /** Ends that nobody asked for. */
  crashes: string[] = [];
  #file: string;
  #variables: Record<string, string>;
  #onMessage: (message: never, child: ChaosChild) => void;
  #child: ChildProcess;
  #isStopping = false;

  constructor(
    file: 'mover.ts' | 'writer.ts' | 'deliverer.ts',
    variables: Record<string, string>,
    onMessage: (message: never, child: ChaosChild) => void,
  ) {
    this.#file = path.join(import.meta.dirname, file);
    this.#variables = variables;
    this.#onMessage = onMessage;
    this.#child = this.#spawn();
  }

  send(message: object): void {
    // One that was killed meanwhile hears nothing.
    this.#child.send(message, () => {});
  }

  kill(): void {
    this.kills += 1;
    this.#child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(timer);
  }

  #spawn(): ChildProcess {
    const child = fork(this.#file, {
      env: { ...process.env, ...this.#variables },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: true,
    });
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-2_000);
    });
    child.on('message', (message) => this.#onMessage(message as never, this));
    child.once('exit', (code, signal) => {
      if (this.#isStopping) return;
      if (signal !== 'SIGKILL') this.crashes.push(`ended by itself (${code ?? signal}): ${output}`);
      this.#child = this.#spawn();
    });
    return child;
  }
}
