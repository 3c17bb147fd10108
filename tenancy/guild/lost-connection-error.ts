/**
 * The act's connection broke before COMMIT was sent: nothing of it is committed, so it may run
 * again. Internal to tenant access; `cause` is what the caller gets when the second run fails too.
 */
export class LostConnectionError extends Error {
  override readonly name = 'LostConnectionError';

  constructor(cause: unknown) {
    super('the connection was lost', { cause });
  }
}

/**
 * Runs an act, and once more when its connection was lost. The pool has discarded its older
 * connections then, so the second run gets a new one. After COMMIT was sent nothing is repeated:
 * its outcome is not known.
 */
export async function retryLostTransaction<T>(attempt: () => Promise<T>): Promise<T> {
  for (let isRetry = false; ; isRetry = true)
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof LostConnectionError)) throw error;
      if (isRetry) throw error.cause;
    }
}
