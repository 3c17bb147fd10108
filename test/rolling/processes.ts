import type { ExecutionContext } from 'ava';
import { createRoleVariables, type LocalRole } from '../../sandbox/local-environment.ts';
import { findEphemeralPort } from '../../sandbox/machine/ports.ts';
import type { StartedTestApp } from '../helpers/app.ts';
import { type Child, startChild } from '../helpers/child-process.ts';
import type { Release } from './previous-release.ts';

export interface DeployedProcess {
  /** Release and role, for logs and failures. */
  name: string;
  child: Child;
}

export interface DeployedServer extends DeployedProcess {
  url: string;
}

/** Starts processes of either release as production does, on one set of databases. */
export class Processes {
  /** Every process that was ever started. */
  readonly started: DeployedProcess[] = [];
  readonly #t: Pick<ExecutionContext, 'teardown'>;
  readonly #app: StartedTestApp;

  constructor(t: Pick<ExecutionContext, 'teardown'>, app: StartedTestApp) {
    this.#t = t;
    this.#app = app;
    t.teardown(() => Promise.all(this.started.map(({ child }) => child.stop('SIGKILL'))));
  }

  startWorker = (release: Release): Promise<DeployedProcess> => this.#start(release, 'worker');

  /** @param shard of two */
  startBot = (release: Release, shard: number): Promise<DeployedProcess> =>
    this.#start(release, 'bot', { BOT_SHARDS: `${shard}-${shard}/2` });

  async startServer(release: Release): Promise<DeployedServer> {
    const port = await findEphemeralPort();
    const started = await this.#start(release, 'server', { PORT: String(port) });
    return { ...started, url: `http://127.0.0.1:${port}` };
  }

  /** Asks a process to end. @throws Error when it does not end well */
  async stop({ name, child }: DeployedProcess): Promise<void> {
    const code = await child.stop();
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${child.output()}`);
  }

  /**
   * Runs a command of the release to its end.
   * @param args a file of the release and its arguments
   * @returns what it printed
   * @throws Error when it fails
   */
  async runCommand(release: Release, ...args: string[]): Promise<string> {
    const child = startChild(this.#t, args, this.#createEnv('server'), release.root);
    if ((await child.exited) !== 0)
      throw new Error(`${release.name} ${args.join(' ')}:\n${child.output()}`);
    return child.output();
  }

  async #start(
    release: Release,
    role: 'server' | 'bot' | 'worker',
    variables: Record<string, string> = {},
  ): Promise<DeployedProcess> {
    const env = { ...this.#createEnv(role), ...variables };
    const child = startChild(this.#t, ['server/main.ts', role], env, release.root);
    const deployed = { name: `${release.name} ${role}`, child };
    this.started.push(deployed);
    await child.waitForOutput(`"${role}.ready"`);
    return deployed;
  }

  #createEnv(role: 'server' | 'bot' | 'worker'): Record<string, string | undefined> {
    return {
      PATH: process.env.PATH,
      ...this.#app.variables,
      ...createRoleVariables(this.#app.vault.appRoles[role] as LocalRole),
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    };
  }
}
