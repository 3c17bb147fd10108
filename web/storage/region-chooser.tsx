import { Button, Radio } from '@mantine/core';
import { Form, useSubmit } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useT } from '../strings/use-t.ts';
import { useHydrated } from '../times/use-hydrated.ts';
import { WorldMap } from './map/world-map.tsx';
import { MoveOffer } from './move-offer.tsx';
import type { Estimate } from './move-view.ts';
import type { StorageOutcome } from './outcome.ts';
import styles from './region-chooser.module.css';
import type { Region } from './storage-view.ts';
import { storageStrings } from './strings.en.ts';

interface Props {
  regions: readonly Region[];
  /** The region that holds the data; null: it is in a customer database. */
  currentRegion: string | null;
  /** The region that was chosen, and what moving there takes. */
  estimatedRegion: string | null;
  estimate: Estimate | null;
  canChoose: boolean;
  requestId: string;
  outcome: StorageOutcome | undefined;
}

const getChoiceId = (region: string) => `region-${region}`;

/** Regions on a map and as choices; choosing one says what moving there takes. */
export function RegionChooser(props: Props) {
  const t = useT(storageStrings);
  const { regions, currentRegion, canChoose } = props;
  const isHydrated = useHydrated();
  const [selectedRegion, selectRegion] = useRegionSelection(props.estimatedRegion ?? currentRegion);
  const targetRegion =
    regions.find(({ key }) => key === selectedRegion && key !== currentRegion) ?? null;
  const isCounting = targetRegion !== null && targetRegion.key !== props.estimatedRegion;
  return (
    <div className={styles.chooser}>
      {regions.some(({ at }) => at) && (
        <div className={styles.world}>
          <WorldMap
            regions={regions}
            currentRegion={currentRegion}
            targetRegion={targetRegion?.key ?? null}
            {...(canChoose ? { getChoiceId } : {})}
          />
        </div>
      )}
      <Form action={canChoose ? '#regions' : undefined} preventScrollReset replace>
        <fieldset className={styles.regions} disabled={!canChoose}>
          <legend className={styles.hidden}>{t('storage.regions.choose')}</legend>
          {regions.map(({ key, name }) => (
            <Radio
              key={key}
              id={getChoiceId(key)}
              name="to"
              value={key}
              checked={key === selectedRegion}
              onChange={() => selectRegion(key)}
              aria-labelledby={`name-${key}`}
              aria-describedby={key === currentRegion ? 'here' : undefined}
              label={
                <>
                  <span id={`name-${key}`}>{name}</span>
                  {key === currentRegion && (
                    <span id="here" className={styles.here}>
                      {t('storage.regions.here')}
                    </span>
                  )}
                </>
              }
              classNames={{ root: styles.region, body: styles.body, labelWrapper: styles.label }}
            />
          ))}
        </fieldset>
        {canChoose && !isHydrated && (
          <Button type="submit" mt={12}>
            {t('storage.regions.show')}
          </Button>
        )}
      </Form>
      {targetRegion && (
        <MoveOffer
          key={targetRegion.key}
          region={targetRegion}
          estimate={props.estimate}
          isCounting={isCounting}
          requestId={props.requestId}
          outcome={props.outcome}
        />
      )}
    </div>
  );
}

/** The selected region, updated at once; the page then loads the estimate. */
function useRegionSelection(estimatedRegion: string | null) {
  const submit = useSubmit();
  const [selectedRegion, setSelectedRegion] = useState(estimatedRegion);
  useEffect(() => setSelectedRegion(estimatedRegion), [estimatedRegion]);
  const selectRegion = (to: string) => {
    setSelectedRegion(to);
    submit({ to }, { preventScrollReset: true, replace: true });
  };
  return [selectedRegion, selectRegion] as const;
}
