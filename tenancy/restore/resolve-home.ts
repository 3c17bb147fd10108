/** A guild's fence row in a region. */
export interface RegionFence {
  region: string;
  epoch: string;
  mode: string;
  token: string | null;
}

/** Where the registry has a guild. */
export interface RegistryEntry {
  kind: 'managed' | 'own';
  region: string;
  epoch: string;
}

/** Where a guild belongs after a restore. */
export type HomeResolution =
  /** Registry and regions agree. */
  | { result: 'agreed' }
  /** It is to be opened in this region. */
  | { result: 'open'; region: string }
  /** Its data may be in several databases or in none that is known: somebody has to choose. */
  | { result: 'undecided' };

const LIVE_MODES: ReadonlySet<string> = new Set(['open', 'copying', 'fenced']);

export const isLive = ({ mode }: Pick<RegionFence, 'mode'>): boolean => LIVE_MODES.has(mode);

/**
 * Where a guild lives, when registry and fences are of different moments. Every change of placement
 * takes the next epoch, so a live fence with a higher one than the registry's is the newer truth. A
 * registry that is newer than its region is believed if the region was restored and no other has
 * rows of the guild.
 * @param registryEntry null: the registry does not know it
 * @param restored regions whose rows are from a backup
 */
export function resolveHome(
  registryEntry: RegistryEntry | null,
  fences: readonly RegionFence[],
  restored: ReadonlySet<string>,
): HomeResolution {
  const newest = fences
    .filter(isLive)
    .reduce<RegionFence | null>(
      (best, each) => (best && BigInt(best.epoch) >= BigInt(each.epoch) ? best : each),
      null,
    );
  if (newest && (!registryEntry || BigInt(newest.epoch) > BigInt(registryEntry.epoch)))
    return { result: 'open', region: newest.region };
  if (!registryEntry) return { result: 'undecided' };
  if (registryEntry.kind === 'own') return { result: 'agreed' };

  const { region, epoch } = registryEntry;
  const regionFence = fences.find((fence) => fence.region === region);
  if (regionFence && regionFence.epoch === epoch && isLive(regionFence))
    // A move that the registry has forgotten would leave it closed.
    return regionFence.mode === 'open' ? { result: 'agreed' } : { result: 'open', region };
  const hasOtherFences = fences.some((fence) => fence.region !== region);
  return restored.has(region) && !hasOtherFences
    ? { result: 'open', region }
    : { result: 'undecided' };
}
