import type { Component } from '../dispatch/types.ts';
import { approve, message, reject, thread, undo } from './card.ts';
import { about, which } from './dm.ts';
import { again } from './form.ts';
import { page } from './queue.ts';

/** Every button and menu, by `route:act` of its custom ids. */
export const components: ReadonlyMap<string, Component> = new Map(
  [approve, reject, message, thread, undo, about, which, page, again].map((each) => [
    each.id,
    each,
  ]),
);

export { modals } from './modals.ts';
