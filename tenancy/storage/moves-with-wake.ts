import type { Knex } from 'knex';
import type { OperatorAuditEntry } from '../control/operator-audit.ts';
import type { Moves } from '../moves/index.ts';

/** Moves whose beginning and changes wake a worker at once; its sweep finds what is lost here. */
export function withWakeUp(moves: Moves, control: Knex): Moves {
  const wake = (moveId: string) =>
    control
      .raw(
        `SELECT graphile_worker.add_job('move', json_build_object('moveId', ?::text), job_key => ?, job_key_mode => 'preserve_run_at', max_attempts => 1)`,
        [moveId, `move:${moveId}`],
      )
      .then(
        () => {},
        () => {},
      );
  const wakeAfter =
    <R>(change: (moveId: string, audit?: OperatorAuditEntry) => Promise<R>) =>
    async (moveId: string, audit?: OperatorAuditEntry): Promise<R> => {
      const result = await change(moveId, audit);
      await wake(moveId);
      return result;
    };
  return {
    ...moves,
    async start(input) {
      const move = await moves.start(input);
      await wake(move.id);
      return move;
    },
    resume: wakeAfter(moves.resume),
    retry: wakeAfter(moves.retry),
    reopen: wakeAfter(moves.reopen),
    abort: wakeAfter(moves.abort),
  };
}
