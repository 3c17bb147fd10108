import { storageT } from '../catalogues/storage.ts';
import type { Placement } from '../presenters/move.ts';

/** A place as its people call it. */
export const formatPlacement = ({ name, engine }: Placement): string =>
  name ?? (engine ? storageT('place.own_engine', { engine: storageT(`engine.${engine}`) }) : '');
