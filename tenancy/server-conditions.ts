/**
 * Why a server cannot serve anybody now, although nothing is wrong with the statement or the
 * credentials. Waiting helps, or the server's operator; the statement that met it took no effect.
 */
export type ServerCondition =
  | 'disk_full'
  | 'out_of_resources'
  | 'too_many_connections'
  | 'storage_failed'
  | 'read_only';

/**
 * By SQLSTATE of Postgres and by error number of MySQL and MariaDB. Numbers below 1000 are those of
 * MySQL's file layer, which reach clients as they are.
 */
const CONDITIONS: Record<ServerCondition, { sqlStates: string[]; errnos: number[] }> = {
  disk_full: {
    sqlStates: ['53100'],
    // EE_WRITE, EE_DISK_FULL, ENOSPC; ER_DISK_FULL, ER_RECORD_FILE_FULL, ER_DISK_FULL_NOWAIT
    errnos: [3, 20, 28, 1021, 1114, 3675],
  },
  out_of_resources: {
    sqlStates: ['53000', '53200', '53400'],
    // EE_OUTOFMEMORY; ER_OUTOFMEMORY, ER_OUT_OF_SORTMEMORY, ER_OUT_OF_RESOURCES
    errnos: [5, 1037, 1038, 1041],
  },
  too_many_connections: {
    sqlStates: ['53300'],
    // ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED
    errnos: [1040, 1203, 1226],
  },
  storage_failed: {
    sqlStates: ['58030'],
    // ER_ERROR_ON_READ, ER_ERROR_ON_WRITE, ER_GET_ERRNO
    errnos: [1024, 1026, 1030],
  },
  read_only: {
    sqlStates: ['25006'],
    // ER_OPTION_PREVENTS_STATEMENT, ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION, ER_READ_ONLY_MODE
    errnos: [1290, 1792, 1836],
  },
};

const CONDITION_BY_CODE: ReadonlyMap<unknown, ServerCondition> = new Map(
  (Object.keys(CONDITIONS) as ServerCondition[]).flatMap((condition) => {
    const { sqlStates, errnos } = CONDITIONS[condition];
    return [...sqlStates, ...errnos].map((code) => [code, condition] as const);
  }),
);

/** The condition that a driver's error, or ours for it, tells of; null: none. */
export function getServerCondition(error: unknown): ServerCondition | null {
  const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown };
  return CONDITION_BY_CODE.get(errno) ?? CONDITION_BY_CODE.get(code) ?? null;
}
