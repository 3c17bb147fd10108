import type { TenancyConfig } from '../config.ts';
import type { MovePlace, OpenPlace } from '../moves/index.ts';
import { type AddressGuard, type OwnPools, openOwn } from '../own/index.ts';
import { openPostgres } from '../pools/postgres.ts';
import type { SecretStore } from '../secrets/index.ts';
import { loadSecret } from './secret.ts';

/** A move's own connections: its statements run for minutes and must not crowd out the acts'. */
const LIMITS = { max: 3, statementMs: 600_000, lockMs: 4_000, acquireMs: 10_000 };

/** Opens the places of a move, with pools that live as long as it works on them. */
export function placeOpener(parts: {
  config: TenancyConfig;
  secrets: SecretStore;
  guard: AddressGuard;
  slot: OwnPools['slot'];
}): OpenPlace {
  return async (_guildId, ref): Promise<MovePlace> => {
    if (ref.kind === 'own') {
      const database = await loadSecret(parts.secrets, {
        ref: ref.secretRef,
        version: ref.secretVersion,
      });
      const { statementMs, lockMs, acquireMs, max } = LIMITS;
      const knex = openOwn(
        database,
        parts.guard,
        { max, statementMs, lockMs, acquireMs, pipeline: false },
        { slot: parts.slot },
      );
      const release = () => void knex.destroy();
      return { ref, engine: ref.engine, managed: false, app: knex, mover: knex, release };
    }
    const region = parts.config.regions.find(({ key }) => key === ref.region);
    if (!region) throw new Error(`region "${ref.region}" is not configured`);
    const open = (role: 'app' | 'mover') =>
      openPostgres(region[role], {
        name: `${region.key} move`,
        schema: 'vektra',
        limits: LIMITS,
        streams: true,
      });
    const app = open('app');
    const mover = open('mover');
    const release = () => void Promise.all([app.destroy(), mover.destroy()]);
    return { ref, engine: 'postgres', managed: true, app, mover, release };
  };
}
