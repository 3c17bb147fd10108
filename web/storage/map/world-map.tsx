import { type CSSProperties, useMemo } from 'react';
import type { Region } from '../../presenters/storage.ts';
import { arcPath, landPath, MAP, type Point, project } from './project.ts';
import look from './world-map.module.css';

/** How wide a name is, at most. */
const NAME_ROOM = 130;
/** With more places than that their names would cover one another: only the chosen ones are named. */
const MOST_NAMED = 6;

interface Props {
  regions: readonly Region[];
  /** Where the data is; null: in no region. */
  here: string | null;
  /** Where it may go, or goes. */
  to: string | null;
  /** Whether it is on its way now. */
  isMoving?: boolean;
  /** The id of a region's choice; a click on the map then chooses it. */
  choiceOf?: (region: string) => string;
}

/** The regions on the world, for the eye: the choices beside it say the same in words. */
export function WorldMap({ regions, here, to, isMoving = false, choiceOf }: Props) {
  const land = useMemo(landPath, []);
  const places = regions.flatMap((region) =>
    region.at ? [{ ...region, ...project(region.at.latitude, region.at.longitude) }] : [],
  );
  const from = places.find(({ key }) => key === here);
  const goal = to === here ? undefined : places.find(({ key }) => key === to);
  /** A name stands where the line does not: on the far side of its place, unless the edge is there. */
  const sideOf = (place: (typeof places)[number]) => {
    const other = place === from ? goal : place === goal ? from : undefined;
    const isLeft = other ? place.x < other.x : place.x > MAP.width / 2;
    const room = isLeft ? place.x : MAP.width - place.x;
    return isLeft === room > NAME_ROOM ? 'left' : 'right';
  };
  return (
    <div
      className={look.map}
      aria-hidden="true"
      data-named={places.length <= MOST_NAMED || undefined}
    >
      <svg
        className={look.world}
        viewBox={`0 0 ${MAP.width} ${MAP.height}`}
        focusable="false"
        role="presentation"
      >
        <path className={look.land} d={land} />
        {from && goal && (
          <path className={look.arc} d={arcPath(from, goal)} data-moving={isMoving || undefined} />
        )}
      </svg>
      {places.map((place) => {
        const state = place.key === here ? 'here' : place.key === to ? 'to' : 'other';
        const parts = {
          className: look.place,
          'data-state': state,
          'data-moving': isMoving || undefined,
          'data-side': sideOf(place),
          style: positionOf(place),
          children: (
            <>
              <i />
              <span>{place.name}</span>
            </>
          ),
        };
        return choiceOf ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: its control is the choice of that id
          <label key={place.key} htmlFor={choiceOf(place.key)} {...parts} />
        ) : (
          <div key={place.key} {...parts} />
        );
      })}
    </div>
  );
}

function positionOf({ x, y }: Point): CSSProperties {
  const left = `${((x / MAP.width) * 100).toFixed(2)}%`;
  return { left, top: `${((y / MAP.height) * 100).toFixed(2)}%`, '--x': left } as CSSProperties;
}
