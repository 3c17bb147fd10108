import type { Component, Modal } from '../dispatch/types.ts';
import { approve, message, reject, thread, undo } from './card.ts';
import { about, which } from './dm.ts';
import { messageArtist, rejectDemo, submitDemo } from './modals.ts';
import { page } from './queue.ts';

const byId = <C extends { id: string }>(list: readonly C[]): ReadonlyMap<string, C> =>
  new Map(list.map((each) => [each.id, each]));

/** Every button and menu, by `route:act` of its custom ids. */
export const components: ReadonlyMap<string, Component> = byId([
  approve,
  reject,
  message,
  thread,
  undo,
  about,
  which,
  page,
]);

/** Every form, likewise. */
export const modals: ReadonlyMap<string, Modal> = byId([submitDemo, rejectDemo, messageArtist]);
