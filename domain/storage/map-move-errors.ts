import { VektraError } from '../errors/errors.ts';

const ERROR_CODE_BY_MOVE_CODE: Record<
  string,
  'move_running' | 'move_over' | 'same_place' | 'not_found'
> = {
  already_moving: 'move_running',
  move_over: 'move_over',
  secret_gone: 'move_over',
  same_place: 'same_place',
  unknown_move: 'not_found',
};

/** When somebody may try again who found all sockets for own databases in use, ms. */
const BUSY_RETRY_AFTER_MS = 5_000;

/** Turns what Vault, moves and the socket budget refuse into errors that people can be told; others pass. */
export async function mapMoveErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { name, code } = error as { name?: unknown; code?: string };
    if (name === 'ConnectionLimitError')
      throw new VektraError('rate_limited', { values: { at: Date.now() + BUSY_RETRY_AFTER_MS } });
    const mappedCode =
      name === 'SecretStoreError'
        ? 'secret_store_unavailable'
        : name === 'MoveError'
          ? ERROR_CODE_BY_MOVE_CODE[code ?? '']
          : undefined;
    throw mappedCode ? Object.assign(new VektraError(mappedCode), { cause: error }) : error;
  }
}
