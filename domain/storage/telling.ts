import { VektraError } from '../errors/errors.ts';

const MOVES: Record<string, 'move_running' | 'move_over' | 'same_place' | 'not_found'> = {
  already_moving: 'move_running',
  move_over: 'move_over',
  secret_gone: 'move_over',
  same_place: 'same_place',
  unknown_move: 'not_found',
};

/** When somebody may try again who found all sockets for own databases in use, ms. */
const BUSY_MS = 5_000;

/** Turns what Vault, moves and the socket budget refuse into errors that people can be told; others pass. */
export async function tellingMoves<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { name, code } = error as { name?: unknown; code?: string };
    if (name === 'OwnBusyError')
      throw new VektraError('rate_limited', { values: { at: Date.now() + BUSY_MS } });
    const told =
      name === 'SecretStoreError'
        ? 'secret_store_unavailable'
        : name === 'MoveError'
          ? MOVES[code ?? '']
          : undefined;
    throw told ? Object.assign(new VektraError(told), { cause: error }) : error;
  }
}
