/** Everything that an operator can change. */
export type OperatorAction =
  | 'plan.grant'
  | 'plan.end'
  | 'move.start'
  | 'move.pause'
  | 'move.resume'
  | 'move.abort'
  | 'move.retry'
  | 'move.reopen'
  | 'secret.rotate'
  | 'secret.revoke'
  | 'migration.retry'
  | 'dead_letters.retry';
