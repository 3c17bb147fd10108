import { storageT } from '../strings/storage.ts';
import type { Placement } from './move-view.ts';

/** A place as its people call it. */
export const formatPlacement = ({ name, engine }: Placement): string =>
  name ?? (engine ? storageT('place.own_engine', { engine: storageT(`engine.${engine}`) }) : '');
