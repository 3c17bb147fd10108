import { Link } from '@remix-run/react';
import { lowestPlanWith, PLAN_NAMES } from '../../domain/plans/plans.ts';
import { useShell } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import type { Estimate } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import { RegionChooser } from './region-chooser.tsx';
import styles from './storage-page.module.css';
import type { Storage } from './storage-view.ts';
import { storageStrings } from './strings.en.ts';

interface Props {
  storage: Storage;
  /** The selected region, and the estimate of a move to it. */
  estimatedRegion: string | null;
  estimate: Estimate | null;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

/** Regions to move to. Leaving a customer database works on every plan. */
export function Regions({ storage, ...choice }: Props) {
  const t = useT(storageStrings);
  const { guildId } = useShell();
  const { regions, place } = storage;
  const isCustomerDatabase = place.kind === 'own';
  const canMove = isCustomerDatabase || storage.canChangeRegion;
  const others = regions.filter(({ key }) => key !== place.region);
  return (
    <section className={styles.section} aria-labelledby="regions">
      <h2 id="regions">
        {t(isCustomerDatabase ? 'storage.regions.back' : 'storage.regions.title')}
      </h2>
      {isCustomerDatabase && <p>{t('storage.regions.back_text')}</p>}
      <RegionChooser
        regions={regions}
        currentRegion={place.region}
        canChoose={canMove && others.length > 0}
        {...choice}
      />
      {canMove ? (
        others.length === 0 && <p>{t('storage.regions.only')}</p>
      ) : (
        <p>
          {t('storage.regions.locked', { plan: PLAN_NAMES[lowestPlanWith('storage_region')] })}{' '}
          <Link to={`/g/${guildId}/settings/plan`} className={styles.link}>
            {t('storage.regions.locked_plan')}
          </Link>
        </p>
      )}
    </section>
  );
}
