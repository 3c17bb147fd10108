import type { PlacementView } from '../../domain/storage/types.ts';
import type { Translator } from '../translator.ts';

export const formatPlacement = (t: Translator, view: PlacementView): string =>
  view.kind === 'own'
    ? t(`storage.own_${view.engine}`)
    : t('storage.region', { region: view.regionName });
