import type { Placement } from './move-view.ts';
import type { StorageTranslate } from './strings.en.ts';

/** A placement as its admins know it. */
export const formatPlacement = (t: StorageTranslate, { name, engine }: Placement): string =>
  name ?? (engine ? t('storage.place.own_engine', { engine: t(`storage.engine.${engine}`) }) : '');
