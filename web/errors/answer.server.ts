import { data } from '@remix-run/node';
import { isVektraError } from '../../domain/errors/errors.ts';
import { showError } from './shown.ts';
import { STATUS_OF } from './table.ts';

/** Turns an expected error into the page that tells it; anything else is a fault and stays one. */
export async function answering<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isVektraError(error)) throw error;
    throw data(showError(error), { status: STATUS_OF[error.code] });
  }
}
