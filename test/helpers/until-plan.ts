import { planAt } from '../../domain/index.ts';
import type { TestApp } from './app.ts';

/** Resolves when this process knows the server's plan. */
export async function untilPlan(
  { tenancy }: Pick<TestApp, 'tenancy'>,
  { guildId }: { guildId: string },
  plan: string,
): Promise<void> {
  while (planAt((await tenancy.getPlacement(guildId)).grants, Date.now()) !== plan)
    await new Promise((resolve) => setImmediate(resolve));
}
