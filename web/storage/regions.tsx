import { Link } from '@remix-run/react';
import { lowestPlanWith, PLAN_NAMES } from '../../domain/plans/plans.ts';
import { useShell } from '../shell/shell-context.ts';
import { storageT } from '../strings/storage.ts';
import type { Estimate } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import { RegionChooser } from './region-chooser.tsx';
import styles from './storage-page.module.css';
import type { Storage } from './storage-view.ts';

interface Props {
  storage: Storage;
  /** The region that was asked about, and what moving there takes. */
  estimatedRegion: string | null;
  estimate: Estimate | null;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/** Where the data could be instead. Leaving an own database works on every plan. */
export function Regions({ storage, ...choice }: Props) {
  const { guildId } = useShell();
  const { regions, place } = storage;
  const isCustomerDatabase = place.kind === 'own';
  const canMove = isCustomerDatabase || storage.canChangeRegion;
  const others = regions.filter(({ key }) => key !== place.region);
  return (
    <section className={styles.section} aria-labelledby="regions">
      <h2 id="regions">{storageT(isCustomerDatabase ? 'regions.back' : 'regions.title')}</h2>
      {isCustomerDatabase && <p>{storageT('regions.back_text')}</p>}
      <RegionChooser
        regions={regions}
        currentRegion={place.region}
        canChoose={canMove && others.length > 0}
        {...choice}
      />
      {canMove ? (
        others.length === 0 && <p>{storageT('regions.only')}</p>
      ) : (
        <p>
          {storageT('regions.locked', { plan: PLAN_NAMES[lowestPlanWith('storage_region')] })}{' '}
          <Link to={`/g/${guildId}/settings/plan`} className={styles.link}>
            {storageT('regions.locked_plan')}
          </Link>
        </p>
      )}
    </section>
  );
}
