import { VektraError } from './errors.ts';

/** The error of adapters for each of tenancy's codes. */
const ERROR_CODE_BY_TENANCY_CODE: Record<
  string,
  'not_set_up' | 'storage_moving' | 'storage_unavailable'
> = {
  unknown_guild: 'not_set_up',
  moving: 'storage_moving',
  unavailable: 'storage_unavailable',
  schema_newer: 'storage_unavailable',
};

/** Replaces an expected error of tenancy by one that adapters can present; others pass. */
export async function mapTenancyErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const tenancyError = error as { name?: unknown; code?: string };
    const code =
      tenancyError?.name === 'TenancyError'
        ? ERROR_CODE_BY_TENANCY_CODE[tenancyError.code ?? '']
        : undefined;
    if (code) throw Object.assign(new VektraError(code), { cause: error });
    throw error;
  }
}
