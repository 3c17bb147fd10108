import { storageT } from '../catalogues/storage.ts';
import type { Place } from '../presenters/move.ts';

/** A place as its people call it. */
export const placeName = ({ name, engine }: Place): string =>
  name ?? (engine ? storageT('place.own_engine', { engine: storageT(`engine.${engine}`) }) : '');
