import { type CSSProperties, useMemo } from 'react';
import type { Region } from '../storage-view.ts';
import { createArcPath, createLandPath, MAP, type Point, project } from './project.ts';
import styles from './world-map.module.css';

/** How wide a name is, at most. */
const LABEL_MAX_WIDTH = 130;
/**
 * With more places than that their names would cover one another: only the chosen ones are named.
 */
const MAX_LABELLED_REGIONS = 6;

interface Props {
  regions: readonly Region[];
  /** Where the data is; null: in no region. */
  currentRegion: string | null;
  /** Where it may go, or goes. */
  targetRegion: string | null;
  /** Whether it is on its way now. */
  isMoving?: boolean;
  /** The id of a region's choice; a click on the map then chooses it. */
  getChoiceId?: (region: string) => string;
}

/** The regions on the world, for the eye: the choices beside it say the same in words. */
export function WorldMap({
  regions,
  currentRegion,
  targetRegion,
  isMoving = false,
  getChoiceId,
}: Props) {
  const land = useMemo(createLandPath, []);
  const points = regions.flatMap((region) =>
    region.at ? [{ ...region, ...project(region.at.latitude, region.at.longitude) }] : [],
  );
  const source = points.find(({ key }) => key === currentRegion);
  const target =
    targetRegion === currentRegion ? undefined : points.find(({ key }) => key === targetRegion);
  /** Labels go on the side away from the arc, unless the map's edge is too close. */
  const getLabelSide = (point: (typeof points)[number]) => {
    const other = point === source ? target : point === target ? source : undefined;
    const isLeft = other ? point.x < other.x : point.x > MAP.width / 2;
    const space = isLeft ? point.x : MAP.width - point.x;
    return isLeft === space > LABEL_MAX_WIDTH ? 'left' : 'right';
  };
  return (
    <div
      className={styles.map}
      aria-hidden="true"
      data-named={points.length <= MAX_LABELLED_REGIONS || undefined}
    >
      <svg
        className={styles.world}
        viewBox={`0 0 ${MAP.width} ${MAP.height}`}
        focusable="false"
        role="presentation"
      >
        <path className={styles.land} d={land} />
        {source && target && (
          <path
            className={styles.arc}
            d={createArcPath(source, target)}
            data-moving={isMoving || undefined}
          />
        )}
      </svg>
      {points.map((point) => {
        const state =
          point.key === currentRegion ? 'here' : point.key === targetRegion ? 'to' : 'other';
        const pointProps = {
          className: styles.place,
          'data-state': state,
          'data-moving': isMoving || undefined,
          'data-side': getLabelSide(point),
          style: toPosition(point),
          children: (
            <>
              <i />
              <span>{point.name}</span>
            </>
          ),
        };
        return getChoiceId ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: its control is the choice of that id
          <label key={point.key} htmlFor={getChoiceId(point.key)} {...pointProps} />
        ) : (
          <div key={point.key} {...pointProps} />
        );
      })}
    </div>
  );
}

function toPosition({ x, y }: Point): CSSProperties {
  const left = `${((x / MAP.width) * 100).toFixed(2)}%`;
  return { left, top: `${((y / MAP.height) * 100).toFixed(2)}%`, '--x': left } as CSSProperties;
}
