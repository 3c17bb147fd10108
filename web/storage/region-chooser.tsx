import { Button, Radio } from '@mantine/core';
import { Form, useSubmit } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { storageT } from '../catalogues/storage.ts';
import type { Estimate } from '../presenters/move.ts';
import type { Region } from '../presenters/storage.ts';
import type { Outcome } from '../routing/outcome.ts';
import { useHydrated } from '../times/hydrated.ts';
import { WorldMap } from './map/world-map.tsx';
import { MoveOffer } from './move-offer.tsx';
import look from './region-chooser.module.css';

interface Props {
  regions: readonly Region[];
  /** The region that the data is in; null: in an own database. */
  here: string | null;
  /** The region that was chosen, and what moving there takes. */
  chosen: string | null;
  estimate: Estimate | null;
  mayChoose: boolean;
  requestId: string;
  outcome: Outcome | undefined;
}

const choiceOf = (region: string) => `region-${region}`;

/** Regions on a map and as choices; choosing one says what moving there takes. */
export function RegionChooser(props: Props) {
  const { regions, here, mayChoose } = props;
  const isHydrated = useHydrated();
  const [picked, pick] = usePicked(props.chosen ?? here);
  const goal = regions.find(({ key }) => key === picked && key !== here) ?? null;
  const isCounting = goal !== null && goal.key !== props.chosen;
  return (
    <div className={look.chooser}>
      {regions.some(({ at }) => at) && (
        <div className={look.world}>
          <WorldMap
            regions={regions}
            here={here}
            to={goal?.key ?? null}
            {...(mayChoose ? { choiceOf } : {})}
          />
        </div>
      )}
      <Form action={mayChoose ? '#regions' : undefined} preventScrollReset replace>
        <fieldset className={look.regions} disabled={!mayChoose}>
          <legend className={look.hidden}>{storageT('regions.choose')}</legend>
          {regions.map(({ key, name }) => (
            <Radio
              key={key}
              id={choiceOf(key)}
              name="to"
              value={key}
              checked={key === picked}
              onChange={() => pick(key)}
              aria-labelledby={`name-${key}`}
              aria-describedby={key === here ? 'here' : undefined}
              label={
                <>
                  <span id={`name-${key}`}>{name}</span>
                  {key === here && (
                    <span id="here" className={look.here}>
                      {storageT('regions.here')}
                    </span>
                  )}
                </>
              }
              classNames={{ root: look.region, body: look.body, labelWrapper: look.label }}
            />
          ))}
        </fieldset>
        {mayChoose && !isHydrated && (
          <Button type="submit" mt={12}>
            {storageT('regions.show')}
          </Button>
        )}
      </Form>
      {goal && (
        <MoveOffer
          key={goal.key}
          region={goal}
          estimate={props.estimate}
          isCounting={isCounting}
          requestId={props.requestId}
          outcome={props.outcome}
        />
      )}
    </div>
  );
}

/** The choice, at once; the page then asks what moving there takes. */
function usePicked(chosen: string | null) {
  const submit = useSubmit();
  const [picked, setPicked] = useState(chosen);
  useEffect(() => setPicked(chosen), [chosen]);
  const pick = (to: string) => {
    setPicked(to);
    submit({ to }, { preventScrollReset: true, replace: true });
  };
  return [picked, pick] as const;
}
