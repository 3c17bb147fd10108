import { randomUUID } from 'node:crypto';
import type { Checkpoint, MoveDeps } from './deps.ts';
import { changeFence, tokenOf } from './place/fence.ts';
import { Side } from './place/side.ts';
import { LostLease, MoveProblem, openingProblem, type SideName } from './problem.ts';
import { currentPlace } from './record/current-place.ts';
import { giveLeaseBack, type Holder, renewLease, saveMove, takeLease } from './record/lease.ts';
import { type MoveRow, type Patch, toMove } from './record/row.ts';
import { Touched } from './touched.ts';
import type { MoveStep } from './types.ts';

const PROGRESS_MS = 500;

/** Thrown between two effects: a person paused or aborted the move, or the process is to end. */
export class Interrupted extends Error {}

/** One process's hold on one move: its row, its lease, its places. */
export class Drive {
  readonly deps: MoveDeps;
  readonly signal: AbortSignal;
  readonly touched = new Touched();
  /** Whether this process verified the copy: what changed since then is known to it alone. */
  hasVerified = false;
  row: MoveRow;
  #holder: Holder;
  #sides = new Map<SideName, Side>();
  #heartbeat: NodeJS.Timeout;
  #interrupted = false;
  #claimed = false;
  #toldAt = 0;
  #savedAt = 0;

  private constructor(deps: MoveDeps, row: MoveRow, signal: AbortSignal) {
    this.deps = deps;
    this.row = row;
    this.signal = signal;
    this.#holder = { owner: row.owner ?? '', lease: row.lease ?? '' };
    this.#heartbeat = setInterval(() => void this.#beat(), deps.limits.leaseMs / 5);
    this.#heartbeat.unref();
  }

  /** @returns null when another process drives the move, or there is nothing to do */
  static async take(deps: MoveDeps, id: string, signal: AbortSignal): Promise<Drive | null> {
    const owner = `${deps.owner}/${randomUUID()}`;
    const row = await takeLease(deps.control, id, {
      owner,
      now: deps.now(),
      ms: deps.limits.leaseMs,
    });
    return row && new Drive(deps, row, signal);
  }

  get token(): string {
    return tokenOf(this.#holder.lease, this.row.id);
  }

  /** The epoch with which the target opens. */
  get nextEpoch(): string {
    return String(BigInt(this.row.epoch) + 1n);
  }

  get now(): number {
    return this.deps.now();
  }

  /** The newest tenant schema that this process knows. */
  get schemaVersion(): number {
    return this.deps.tenantMigrations.at(-1)?.version ?? 0;
  }

  get triggers() {
    return { moveId: this.row.id, lease: this.#holder.lease };
  }

  /** Opens a place, once until there is trouble. @throws MoveProblem `…_AWAY`, `…_SECRET_GONE` */
  async side(name: SideName): Promise<Side> {
    const known = this.#sides.get(name);
    if (known) return known;
    const place = await currentPlace(this.deps.control, this.row, name)
      .then((ref) => this.deps.openPlace(this.row.guildId, ref))
      .catch((cause) => {
        throw openingProblem(cause, name);
      });
    const side = new Side(name, this.row.guildId, place);
    this.#sides.set(name, side);
    return side;
  }

  async sides(): Promise<{ source: Side; target: Side }> {
    return { source: await this.side('source'), target: await this.side('target') };
  }

  /** What a transaction into the target stands under. */
  get filling() {
    return { mode: 'filling', token: this.token } as const;
  }

  /**
   * Puts this lease's token on both fence rows, which waits for whatever a former mover still does;
   * from here on its token opens nothing.
   */
  async claim(): Promise<void> {
    if (this.#claimed) return;
    const { source, target } = await this.sides();
    const token = { ours: this.token };
    const to = { token: this.token, now: this.now };
    const claimed = [
      await changeFence(source, { epoch: this.row.epoch, modes: ['copying', 'fenced'], token }, to),
      await changeFence(target, { epoch: this.nextEpoch, modes: ['filling'], token }, to),
    ];
    const lost = claimed.indexOf(false);
    if (lost !== -1) {
      await this.check();
      throw new MoveProblem(lost === 0 ? 'SOURCE_GONE' : 'TARGET_GONE', { passes: false });
    }
    this.#claimed = true;
  }

  /** The fence rows were just written with this lease's token. */
  hasClaimed(): void {
    this.#claimed = true;
  }

  /** @throws Interrupted, LostLease when this process should not go on as it does */
  async check(): Promise<void> {
    if (this.signal.aborted) throw new Interrupted();
    if (!this.#interrupted) return;
    await this.reload();
    throw new Interrupted();
  }

  /** @throws LostLease */
  async reload(): Promise<void> {
    const until = this.now + this.deps.limits.leaseMs;
    const row = await renewLease(this.deps.control, this.row.id, this.#holder, until);
    if (!row) throw new LostLease();
    this.row = row;
    this.#interrupted = false;
  }

  async save(patch: Patch): Promise<void> {
    this.row = await saveMove(this.deps.control, this.row, this.#holder, patch);
    this.#savedAt = this.now;
  }

  /** What a patch's condition is, for a transaction that also changes something else. */
  get holder(): Holder {
    return this.#holder;
  }

  /** Goes on to the next step; whatever was waited for has passed. */
  async step(step: MoveStep, patch: Patch = {}): Promise<void> {
    await this.save({
      ...patch,
      step,
      steppedAt: this.now,
      problem: null,
      failingSince: null,
      retryAt: null,
    });
    this.tell('step');
    await this.#hint(true);
  }

  /** Writes progress down, now and then: what is copied twice is erased first. */
  async progress(patch: Patch): Promise<void> {
    Object.assign(this.row, patch);
    await this.check();
    if (this.now - this.#savedAt < PROGRESS_MS) return;
    await this.save(patch);
    await this.#hint(false);
  }

  async checkpoint(at: Checkpoint): Promise<void> {
    await this.deps.checkpoint(at, toMove(this.row));
    await this.check();
  }

  tell(kind: 'step' | 'trouble' | 'ended', cause?: unknown): void {
    const { id, guildId, step, problem } = this.row;
    this.deps.onEvent({ moveId: id, guildId, kind, step, problem, ...(cause ? { cause } : {}) });
  }

  /** Gives places and lease back. */
  async end(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.forgetSides();
    // A lease that cannot be given back runs out.
    await giveLeaseBack(this.deps.control, this.row.id, this.#holder).catch(() => {});
  }

  /** Places are opened anew: after trouble, with new connections. */
  forgetSides(): void {
    for (const { place } of this.#sides.values()) place.release();
    this.#sides.clear();
  }

  /** Prolongs the lease and hears of a person's wish. An outage of control is not the end of it. */
  async #beat(): Promise<void> {
    const until = this.now + this.deps.limits.leaseMs;
    const row = await renewLease(this.deps.control, this.row.id, this.#holder, until).catch(
      () => undefined,
    );
    if (row === null || (row && row.state !== this.row.state)) this.#interrupted = true;
  }

  async #hint(always: boolean): Promise<void> {
    if (!always && this.now - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = this.now;
    const change = JSON.stringify({ guildId: this.row.guildId, number: 0, kind: 'move' });
    await this.deps.control.raw(`SELECT pg_notify('vektra_live', ?)`, [change]);
  }
}
