import { randomUUID } from 'node:crypto';
import { DirtyKeys } from './dirty-keys.ts';
import { changeFence, createFenceToken } from './endpoint/fence.ts';
import { MoveEndpoint } from './endpoint/move-endpoint.ts';
import type { Checkpoint, MoveDeps } from './move-deps.ts';
import {
  type EndpointName,
  LostLeaseError,
  MoveProblemError,
  toOpeningProblem,
} from './move-problem.ts';
import { resolveCurrentPlacement } from './record/current-placement.ts';
import {
  acquireLease,
  type LeaseHolder,
  releaseLease,
  renewLease,
  saveMove,
} from './record/move-lease.ts';
import { type MovePatch, type MoveRow, toMove } from './record/move-row.ts';
import type { MoveStep } from './types.ts';

const PROGRESS_INTERVAL_MS = 500;

/** Thrown between two effects: a person paused or aborted the move, or the process is to end. */
export class InterruptedError extends Error {}

/** One process's hold on one move: its row, its lease, its databases. */
export class MoveRun {
  readonly deps: MoveDeps;
  readonly signal: AbortSignal;
  readonly dirtyKeys = new DirtyKeys();
  /** Whether this process verified the copy: what changed since then is known to it alone. */
  hasVerified = false;
  row: MoveRow;
  #leaseHolder: LeaseHolder;
  #endpoints = new Map<EndpointName, MoveEndpoint>();
  #heartbeatTimer: NodeJS.Timeout;
  #isInterrupted = false;
  #hasClaimedFences = false;
  #notifiedAt = 0;
  #savedAt = 0;

  private constructor(deps: MoveDeps, row: MoveRow, signal: AbortSignal) {
    this.deps = deps;
    this.row = row;
    this.signal = signal;
    this.#leaseHolder = { owner: row.owner ?? '', lease: row.lease ?? '' };
    this.#heartbeatTimer = setInterval(() => void this.#renewLease(), deps.limits.leaseMs / 5);
    this.#heartbeatTimer.unref();
  }

  /** @returns null when another process drives the move, or there is nothing to do */
  static async acquire(deps: MoveDeps, id: string, signal: AbortSignal): Promise<MoveRun | null> {
    const owner = `${deps.owner}/${randomUUID()}`;
    const row = await acquireLease(deps.control, id, {
      owner,
      now: deps.now(),
      durationMs: deps.limits.leaseMs,
    });
    return row && new MoveRun(deps, row, signal);
  }

  get fenceToken(): string {
    return createFenceToken(this.#leaseHolder.lease, this.row.id);
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

  get triggerOwner() {
    return { moveId: this.row.id, lease: this.#leaseHolder.lease };
  }

  /** Opens a database, once until it fails. @throws MoveProblem `…_AWAY`, `…_SECRET_GONE` */
  async openEndpoint(name: EndpointName): Promise<MoveEndpoint> {
    const known = this.#endpoints.get(name);
    if (known) return known;
    const database = await resolveCurrentPlacement(this.deps.control, this.row, name)
      .then((ref) => this.deps.openDatabase(this.row.guildId, ref))
      .catch((cause) => {
        throw toOpeningProblem(cause, name);
      });
    const endpoint = new MoveEndpoint(name, this.row.guildId, database);
    this.#endpoints.set(name, endpoint);
    return endpoint;
  }

  async openEndpoints(): Promise<{ source: MoveEndpoint; target: MoveEndpoint }> {
    return { source: await this.openEndpoint('source'), target: await this.openEndpoint('target') };
  }

  /** The fence that a transaction into the target requires. */
  get loadingFence() {
    return { mode: 'filling', token: this.fenceToken } as const;
  }

  /**
   * Puts this lease's token on both fence rows, which waits for whatever a former mover still does;
   * from here on its token opens nothing.
   */
  async claimFences(): Promise<void> {
    if (this.#hasClaimedFences) return;
    const { source, target } = await this.openEndpoints();
    const token = { ours: this.fenceToken };
    const to = { token: this.fenceToken, now: this.now };
    const claimed = [
      await changeFence(source, { epoch: this.row.epoch, modes: ['copying', 'fenced'], token }, to),
      await changeFence(target, { epoch: this.nextEpoch, modes: ['filling'], token }, to),
    ];
    const lost = claimed.indexOf(false);
    if (lost !== -1) {
      await this.throwIfInterrupted();
      throw new MoveProblemError(lost === 0 ? 'SOURCE_GONE' : 'TARGET_GONE', {
        isTransient: false,
      });
    }
    this.#hasClaimedFences = true;
  }

  /** The fence rows were just written with this lease's token. */
  markFencesClaimed(): void {
    this.#hasClaimedFences = true;
  }

  /** @throws Interrupted, LostLease when this process should not go on as it does */
  async throwIfInterrupted(): Promise<void> {
    if (this.signal.aborted) throw new InterruptedError();
    if (!this.#isInterrupted) return;
    await this.reload();
    throw new InterruptedError();
  }

  /** @throws LostLease */
  async reload(): Promise<void> {
    const leaseUntil = this.now + this.deps.limits.leaseMs;
    const row = await renewLease(this.deps.control, this.row.id, this.#leaseHolder, leaseUntil);
    if (!row) throw new LostLeaseError();
    this.row = row;
    this.#isInterrupted = false;
  }

  async save(patch: MovePatch): Promise<void> {
    this.row = await saveMove(this.deps.control, this.row, this.#leaseHolder, patch);
    this.#savedAt = this.now;
  }

  /** What a patch's condition is, for a transaction that also changes something else. */
  get leaseHolder(): LeaseHolder {
    return this.#leaseHolder;
  }

  /** Goes on to the next step; whatever was waited for has passed. */
  async advanceTo(step: MoveStep, patch: MovePatch = {}): Promise<void> {
    await this.save({
      ...patch,
      step,
      steppedAt: this.now,
      problem: null,
      failingSince: null,
      retryAt: null,
    });
    this.emitEvent('step');
    await this.#notifyDashboards(true);
  }

  /** Writes progress down, now and then: what is copied twice is erased first. */
  async saveProgress(patch: MovePatch): Promise<void> {
    Object.assign(this.row, patch);
    await this.throwIfInterrupted();
    if (this.now - this.#savedAt < PROGRESS_INTERVAL_MS) return;
    await this.save(patch);
    await this.#notifyDashboards(false);
  }

  async checkpoint(at: Checkpoint): Promise<void> {
    await this.deps.checkpoint(at, toMove(this.row));
    await this.throwIfInterrupted();
  }

  emitEvent(kind: 'step' | 'trouble' | 'ended', cause?: unknown): void {
    const { id, guildId, step, problem } = this.row;
    this.deps.onEvent({ moveId: id, guildId, kind, step, problem, ...(cause ? { cause } : {}) });
  }

  /** Releases databases and lease. */
  async release(): Promise<void> {
    clearInterval(this.#heartbeatTimer);
    this.closeEndpoints();
    // A lease that cannot be given back runs out.
    await releaseLease(this.deps.control, this.row.id, this.#leaseHolder).catch(() => {});
  }

  /** Databases are opened again after a failure, with new connections. */
  closeEndpoints(): void {
    for (const { database } of this.#endpoints.values()) database.release();
    this.#endpoints.clear();
  }

  /** Prolongs the lease and hears of a person's wish. An outage of control is not the end of it. */
  async #renewLease(): Promise<void> {
    const leaseUntil = this.now + this.deps.limits.leaseMs;
    const row = await renewLease(
      this.deps.control,
      this.row.id,
      this.#leaseHolder,
      leaseUntil,
    ).catch(() => undefined);
    if (row === null || (row && row.state !== this.row.state)) this.#isInterrupted = true;
  }

  async #notifyDashboards(always: boolean): Promise<void> {
    if (!always && this.now - this.#notifiedAt < PROGRESS_INTERVAL_MS) return;
    this.#notifiedAt = this.now;
    const change = JSON.stringify({ guildId: this.row.guildId, number: 0, kind: 'move' });
    await this.deps.control.raw(`SELECT pg_notify('vektra_live', ?)`, [change]);
  }
}
