import { z } from 'zod';
import { operatorQuery } from '../operations/operator-builders.ts';
import { planAt } from '../plans/guild-plan.ts';
import { snowflakeId } from '../text/schemas.ts';
import type { Tenant } from './types.ts';

const PAGE_SIZE = 50;
const SEARCH_MAX_LENGTH = 100;

/** Guilds that have a placement, paged by id. */
export const listTenants = operatorQuery({
  name: 'operator.list_tenants',
  input: z.object({
    /** A part of the name, or the start of the id. */
    search: z.string().transform((text) => text.trim().slice(0, SEARCH_MAX_LENGTH)),
    before: snowflakeId.nullable(),
    limit: z.number().int().min(1).max(200).default(PAGE_SIZE),
  }),
  async run(
    { deps: { tenancy, now } },
    { search, before, limit },
  ): Promise<{ tenants: Tenant[]; nextBefore: string | null }> {
    const rows = await tenancy.control.listTenants({
      search,
      ...(before ? { before } : {}),
      limit: limit + 1,
    });
    const at = now();
    const tenants = rows.slice(0, limit).map(({ grants, present, ...row }) => ({
      ...row,
      isBotPresent: present,
      regionName: tenancy.regions.find(({ key }) => key === row.region)?.name ?? row.region,
      plan: planAt(grants, at),
    }));
    return { tenants, nextBefore: rows.length > limit ? (tenants.at(-1)?.guildId ?? null) : null };
  },
});
