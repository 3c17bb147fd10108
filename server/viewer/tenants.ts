import { planAt } from '../../domain/index.ts';
import type { Tenancy } from '../../tenancy/index.ts';
import type { WebContext } from '../../web/context.ts';

const PAGE_SIZE = 50;

/** The operator's list of servers, paged by key. */
export const createTenantsQuery =
  ({ control, regions }: Pick<Tenancy, 'control' | 'regions'>): WebContext['operator']['tenants'] =>
  async ({ search, before }) => {
    const rows = await control.listTenants({
      search: search.trim().slice(0, 100),
      ...(before ? { before } : {}),
      limit: PAGE_SIZE + 1,
    });
    const now = Date.now();
    const tenants = rows.slice(0, PAGE_SIZE).map(({ grants, region, present, ...row }) => ({
      ...row,
      isBotPresent: present,
      regionName: regions.find(({ key }) => key === region)?.name ?? region,
      plan: planAt(grants, now),
    }));
    return {
      tenants,
      nextBefore: rows.length > PAGE_SIZE ? (tenants.at(-1)?.guildId ?? null) : null,
    };
  };
