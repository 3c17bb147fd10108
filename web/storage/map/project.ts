import { LAND_DOTS } from './land.ts';

/** The drawing's own units. */
export const MAP = { width: 720, height: 316 } as const;

const DOT_SPACING = 6;
const ROW_SPACING = 5.2;
const NORTH_LATITUDE = 76;
const SCALE = MAP.width / (2 * Math.PI);
const RADIANS = Math.PI / 180;

/** Miller's cylindrical projection: near the poles it stretches less than Mercator's. */
const projectLatitude = (latitude: number) =>
  1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * latitude * RADIANS));

export interface Point {
  x: number;
  y: number;
}

/** A location's position on the map, clamped to its edges. */
export const project = (latitude: number, longitude: number): Point => ({
  x: Math.min(MAP.width, Math.max(0, ((longitude + 180) / 360) * MAP.width)),
  y: Math.min(
    MAP.height,
    Math.max(0, (projectLatitude(NORTH_LATITUDE) - projectLatitude(latitude)) * SCALE),
  ),
});

/** All land as one path: each run is a dashed line whose dashes are dots. */
export const createLandPath = (): string =>
  LAND_DOTS.map((runs, row) =>
    runs
      .split(' ')
      .filter(Boolean)
      .map((run) => {
        const [first = 0, count = 1] = run.split('+').map(Number);
        const x = first * DOT_SPACING + (row % 2 ? DOT_SPACING : DOT_SPACING / 2);
        // A line of no length has no dash.
        return `M${x} ${(row * ROW_SPACING + ROW_SPACING / 2).toFixed(1)}h${(count - 1) * DOT_SPACING + 0.1}`;
      })
      .join(''),
  ).join('');

/** A line from one place to another, bent upwards as a long flight looks on a map. */
export function createArcPath(from: Point, to: Point): string {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const x = (from.x + to.x) / 2;
  const y = Math.max(8, Math.min(from.y, to.y) - distance * 0.22);
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${x.toFixed(1)} ${y.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
}
