import type { DemoSummary } from '../../submissions/index.ts';

export const SAMPLE_REVIEWER = 'Maya';

const HOUR_MS = 3_600_000;

/** Demos for the picture on the landing page; invented. */
export const createSampleDemos = (now: number): DemoSummary[] =>
  (
    [
      [1042, 'Glass Horizon', 'Ada Lune', 'soundcloud', 'shortlisted', 2],
      [1041, 'Kaltes Klares Wasser', 'Björn & die Fahrradwerkstatt', 'dropbox', 'in_queue', 3],
      [1040, 'Basement Letters', 'Kofi Mensah', 'bandcamp', 'in_queue', 8],
      [1039, 'Sal y Ceniza', 'Lucía Vega', 'spotify', 'contacted', 27],
      [1038, 'Soft Machines Dream', 'Ines Duarte', 'soundcloud', 'approved', 49],
      [1037, 'Rain on Plastic', 'North Pier', 'youtube', 'rejected', 53],
      [1036, 'Orbit (Demo 3)', 'Yuki & Tom', 'untitled', 'needs_review', 72],
    ] as const
  ).map(([number, title, artist, platform, status, hours]) => ({
    number,
    title,
    artist,
    coverUrl: null,
    platform,
    hasLink: true,
    status,
    createdAt: now - hours * HOUR_MS,
    heardBy: null,
    assignee: null,
    rating: null,
    priority: 'normal' as const,
  }));
