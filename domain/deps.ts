import type { Tenancy } from '../tenancy/tenancy.ts';

/** What the acts are bound to. The composition root hands it over; nothing here opens anything. */
export interface Deps {
  tenancy: Pick<
    Tenancy,
    | 'read'
    | 'write'
    | 'getPlacement'
    | 'provision'
    | 'control'
    | 'regions'
    | 'listUnreachable'
    | 'storage'
    | 'moves'
    | 'deferredSubmissions'
    | 'restore'
    | 'egressAddresses'
    | 'status'
  >;
  now(): number;
  /** Where Discord's pages are, for links to channels and messages; no slash at the end. */
  discordUrl: string;
}
