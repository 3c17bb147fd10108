import { toStoredKind } from '../../domain/index.ts';
import type { AnyDeliverer } from './types.ts';

/** Deliverers by what the outbox's `kind` column says. */
export type DeliverersByKind = Readonly<Record<string, AnyDeliverer>>;

/** @throws Error for two deliverers of one kind */
export function groupByKind(deliverers: readonly AnyDeliverer[]): DeliverersByKind {
  const byKind: Record<string, AnyDeliverer> = {};
  for (const each of deliverers) {
    const kind = toStoredKind(each.effect);
    if (kind in byKind) throw new Error(`Two deliverers of ${kind}`);
    byKind[kind] = each;
  }
  return byKind;
}
