import type { Tenancy } from '../../tenancy/index.ts';
import type { ServicesView } from '../../web/context.ts';
import { databaseState, type ServiceProbe } from '../services/probe.ts';

/** What operators see of the services, as this process saw them last. */
export const createServicesQuery =
  (probe: ServiceProbe, regions: Tenancy['regions']) => async (): Promise<ServicesView> => {
    const snapshot = await probe.latest();
    return {
      at: snapshot.at,
      databases: [snapshot.control, ...snapshot.regions].map((database) => ({
        key: database.key,
        name: regions.find(({ key }) => key === database.key)?.name ?? null,
        state: databaseState(database),
        latencyMs: database.latencyMs,
      })),
      buckets: snapshot.buckets.map(({ key, isUp }) => ({
        key,
        name: regions.find((region) => region.key === key)?.name ?? key,
        isUp,
      })),
      vault: snapshot.vault,
      queue: snapshot.queue,
    };
  };
