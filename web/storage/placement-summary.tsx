import { IconAlert, IconCheck, IconDatabase, IconWorld } from '../components/icons.ts';
import { useT } from '../strings/use-t.ts';
import { formatPlacement } from './format-placement.ts';
import styles from './storage-page.module.css';
import type { Storage } from './storage-view.ts';
import { storageStrings } from './strings.en.ts';

/** Where the data is stored, and its health. */
export function PlacementSummary({ storage: { place, own, isHealthy } }: { storage: Storage }) {
  const t = useT(storageStrings);
  const isCustomerDatabase = place.kind === 'own';
  const PlacementIcon = isCustomerDatabase ? IconDatabase : IconWorld;
  const HealthIcon = isHealthy ? IconCheck : IconAlert;
  return (
    <>
      <div className={styles.where}>
        <span className={styles.sign} aria-hidden="true">
          <PlacementIcon size={26} stroke={1.6} />
        </span>
        <div>
          <p className={styles.name}>{formatPlacement(t, place)}</p>
          <p className={styles.facts}>
            <span>
              {own?.server || t(isCustomerDatabase ? 'storage.place.own' : 'storage.place.managed')}
            </span>
            <span className={styles.health} data-bad={!isHealthy || undefined}>
              <HealthIcon size={16} stroke={2.25} aria-hidden="true" />
              {t(isHealthy ? 'storage.place.healthy' : 'storage.place.unhealthy')}
            </span>
          </p>
        </div>
      </div>
      {!isCustomerDatabase && (
        <p className={styles.isolated}>
          {t(isHealthy ? 'storage.place.isolated' : 'storage.place.unhealthy_text')}
        </p>
      )}
    </>
  );
}
