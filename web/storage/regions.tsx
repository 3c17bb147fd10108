import { Link } from '@remix-run/react';
import { PLAN_NAMES, planFor } from '../../domain/plans/plans.ts';
import { storageT } from '../catalogues/storage.ts';
import type { Estimate } from '../presenters/move.ts';
import type { Storage } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import { useShell } from '../shell/shell-context.ts';
import { RegionChooser } from './region-chooser.tsx';
import look from './storage-page.module.css';

interface Props {
  storage: Storage;
  /** The region that was asked about, and what moving there takes. */
  chosen: string | null;
  estimate: Estimate | null;
  requestId: string;
  outcome: Outcome | undefined;
}

/** Where the data could be instead. Leaving an own database works on every plan. */
export function Regions({ storage, ...choice }: Props) {
  const { guildId } = useShell();
  const { regions, place } = storage;
  const isOwn = place.kind === 'own';
  const mayLeave = isOwn || storage.canChangeRegion;
  const others = regions.filter(({ key }) => key !== place.region);
  return (
    <section className={look.section} aria-labelledby="regions">
      <h2 id="regions">{storageT(isOwn ? 'regions.back' : 'regions.title')}</h2>
      {isOwn && <p>{storageT('regions.back_text')}</p>}
      <RegionChooser
        regions={regions}
        here={place.region}
        mayChoose={mayLeave && others.length > 0}
        {...choice}
      />
      {mayLeave ? (
        others.length === 0 && <p>{storageT('regions.only')}</p>
      ) : (
        <p>
          {storageT('regions.locked', { plan: PLAN_NAMES[planFor('storage_region')] })}{' '}
          <Link to={`/g/${guildId}/settings/plan`} className={look.link}>
            {storageT('regions.locked_plan')}
          </Link>
        </p>
      )}
    </section>
  );
}
