import type { GuildStorage, Registry, SystemStatus, TenantData } from '../tenancy/index.ts';

/** What the acts are bound to. The composition root hands it over; nothing here opens anything. */
export interface Deps {
  tenancy: TenantData & Registry & GuildStorage & SystemStatus;
  now(): number;
  /** Where Discord's pages are, for links to channels and messages; no slash at the end. */
  discordUrl: string;
}
