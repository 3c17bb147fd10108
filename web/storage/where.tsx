import { storageT } from '../catalogues/storage.ts';
import { IconAlert, IconCheck, IconDatabase, IconWorld } from '../components/icons.ts';
import type { Storage } from '../presenters/storage.ts';
import { placeName } from './place-name.ts';
import look from './storage-page.module.css';

/** The one place where everything is, and whether it answers. */
export function Where({ storage: { place, own, isHealthy } }: { storage: Storage }) {
  const isOwn = place.kind === 'own';
  const Sign = isOwn ? IconDatabase : IconWorld;
  const State = isHealthy ? IconCheck : IconAlert;
  return (
    <>
      <div className={look.where}>
        <span className={look.sign} aria-hidden="true">
          <Sign size={26} stroke={1.6} />
        </span>
        <div>
          <p className={look.name}>{placeName(place)}</p>
          <p className={look.facts}>
            <span>{own?.server || storageT(isOwn ? 'place.own' : 'place.managed')}</span>
            <span className={look.health} data-bad={!isHealthy || undefined}>
              <State size={16} stroke={2.25} aria-hidden="true" />
              {storageT(isHealthy ? 'place.healthy' : 'place.unhealthy')}
            </span>
          </p>
        </div>
      </div>
      {!isOwn && (
        <p className={look.isolated}>
          {storageT(isHealthy ? 'place.isolated' : 'place.unhealthy_text')}
        </p>
      )}
    </>
  );
}
