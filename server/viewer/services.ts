import type { Tenancy } from '../../tenancy/index.ts';
import type { ServicesView } from '../../web/context.ts';
import { type ServiceProbe, stateOf } from '../services/probe.ts';

/** What operators see of the services, as this process saw them last. */
export const servicesOf =
  (probe: ServiceProbe, regions: Tenancy['regions']) => async (): Promise<ServicesView> => {
    const seen = await probe.latest();
    return {
      at: seen.at,
      databases: [seen.control, ...seen.regions].map((database) => ({
        key: database.key,
        name: regions.find(({ key }) => key === database.key)?.name ?? null,
        state: stateOf(database),
        latencyMs: database.latencyMs,
      })),
      vault: seen.vault,
      queue: seen.queue,
    };
  };
