import { type Plan, planAt } from '../../domain/index.ts';
import type { Delivery } from './types.ts';

/** The guild's plan at this moment. */
export async function getPlan({ tenancy, guildId }: Delivery): Promise<Plan> {
  const { grants } = await tenancy.getPlacement(guildId);
  return planAt(grants, Date.now());
}
