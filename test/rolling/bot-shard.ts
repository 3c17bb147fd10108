import type { ChaosTarget } from '../chaos/fixture.ts';
import type { Release } from './previous-release.ts';
import type { DeployedProcess, Processes } from './processes.ts';

/** A shard, served by one process at a time: its bot is replaced by stopping it and starting another. */
export class BotShard {
  readonly id: number;
  readonly #processes: Processes;
  #bot: DeployedProcess | null = null;
  #ready: Promise<void> = Promise.resolve();

  constructor(processes: Processes, id: number) {
    this.id = id;
    this.#processes = processes;
  }

  /** Resolves when the release's bot serves the shard; people's commands fail meanwhile. */
  deploy(release: Release): Promise<void> {
    this.#ready = this.#replace(release);
    return this.#ready;
  }

  async stop(): Promise<void> {
    if (this.#bot) await this.#processes.stop(this.#bot);
    this.#bot = null;
  }

  async #replace(release: Release): Promise<void> {
    await this.stop();
    this.#bot = await this.#processes.startBot(release, this.id);
  }

  /** As people see it, see {@link ChaosTarget}. */
  readonly asTarget: ChaosTarget['bot'] = {
    waitUntilReady: () => this.#ready,
    waitForExit: async () => void (await this.#bot?.child.exited),
  };
}
