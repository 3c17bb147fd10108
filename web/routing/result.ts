import type { ShownError } from '../errors/shown.ts';

/** What an action answers to a page that stays. */
export type ActionResult =
  | { ok: true; intent: string; value: unknown }
  | { ok: false; intent: string; error: ShownError };
