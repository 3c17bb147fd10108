import type { World } from '../state/world.ts';

export function isApplication(world: World, id: string): boolean {
  return world.applications.has(id);
}
