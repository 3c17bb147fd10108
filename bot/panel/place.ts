import { OPEN_STATUSES, type Status } from '../../domain/submissions/status.ts';
import { createCustomId, parseCustomId, parseNumberArg } from '../messages/custom-id.ts';

/** The demos that the panel can list, by status; null: all. */
export const FILTERS = {
  waiting: OPEN_STATUSES,
  needs_review: ['needs_review'],
  shortlisted: ['shortlisted'],
  decided: ['approved', 'rejected'],
  followed_up: ['contacted', 'processed', 'signed'],
  withdrawn: ['withdrawn'],
  all: null,
} as const satisfies Record<string, readonly Status[] | null>;

export type Filter = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as Filter[];

/** A page of the panel's list: demos older than a number; 0: the newest. */
export interface Place {
  filter: Filter;
  before: number;
}

export const FIRST_PLACE: Place = { filter: 'waiting', before: 0 };

export const parseFilter = (text: string | undefined): Filter =>
  FILTER_NAMES.find((name) => name === text) ?? FIRST_PLACE.filter;

/** The panel's ids name the page of the list, so that every button leads back to it. */
export const createPanelId = (
  action: string,
  { filter, before }: Place,
  ...args: number[]
): string => createCustomId('panel', action, filter, before, ...args);

/** What a panel's id says; a number that is not there is 0, which no demo has. */
export function parsePanelId(customId: string): { place: Place; number: number } {
  const [filter, before = '', number = ''] = parseCustomId(customId)?.args ?? [];
  return {
    place: { filter: parseFilter(filter), before: parseNumberArg([before]) },
    number: parseNumberArg([number]),
  };
}
