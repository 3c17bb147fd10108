import type { TenancyConfig } from '../config.ts';
import {
  type AddressGuard,
  type CustomerPools,
  createCustomerKnex,
} from '../customer-database/index.ts';
import type { MoveDatabase, OpenMoveDatabase } from '../moves/index.ts';
import { createPostgresKnex } from '../pools/postgres.ts';
import type { SecretStore } from '../secrets/index.ts';
import { loadCustomerDatabase } from './load-customer-database.ts';

/** A move's own connections: its statements run for minutes and must not crowd out the acts'. */
const MOVE_POOL_LIMITS = { max: 3, statementMs: 600_000, lockMs: 4_000, acquireMs: 10_000 };

/** Opens the places of a move, with pools that live as long as it works on them. */
export function createMoveDatabaseOpener(deps: {
  config: TenancyConfig;
  secrets: SecretStore;
  guard: AddressGuard;
  acquireSocket: CustomerPools['acquireSocket'];
}): OpenMoveDatabase {
  return async (_guildId, ref): Promise<MoveDatabase> => {
    if (ref.kind === 'own') {
      const database = await loadCustomerDatabase(deps.secrets, {
        ref: ref.secretRef,
        version: ref.secretVersion,
      });
      const { statementMs, lockMs, acquireMs, max } = MOVE_POOL_LIMITS;
      const knex = createCustomerKnex(
        database,
        deps.guard,
        { max, statementMs, lockMs, acquireMs },
        { acquireSocket: deps.acquireSocket },
      );
      const release = () => void knex.destroy();
      return { ref, engine: ref.engine, isManaged: false, app: knex, mover: knex, release };
    }
    const region = deps.config.regions.find(({ key }) => key === ref.region);
    if (!region) throw new Error(`region "${ref.region}" is not configured`);
    const open = (role: 'app' | 'mover') =>
      createPostgresKnex(region[role], {
        name: `${region.key} move`,
        schema: 'vektra',
        limits: MOVE_POOL_LIMITS,
        streams: true,
      });
    const app = open('app');
    const mover = open('mover');
    const release = () => void Promise.all([app.destroy(), mover.destroy()]);
    return { ref, engine: 'postgres', isManaged: true, app, mover, release };
  };
}
