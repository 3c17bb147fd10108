import type { Tenancy } from '../tenancy/tenancy.ts';

/** What the acts are bound to. The composition root hands it over; nothing here opens anything. */
export interface Deps {
  tenancy: Pick<
    Tenancy,
    'read' | 'write' | 'placement' | 'provision' | 'control' | 'regions' | 'unreachable'
  >;
  now(): number;
}
