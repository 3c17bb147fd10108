/** Where a sweep goes on. Stored as JSON. */
export type SweepPosition =
  /** Objects, by guild in the order of their keys; `after`: a key of that guild. */
  | { phase: 'objects'; guildId: string; after: string | null }
  /** Guilds of the region without any object, whose rows may name some. */
  | { phase: 'guilds'; guildId: string }
  /** Unfinished uploads. */
  | { phase: 'uploads'; after: string };

/** What a sweep has done. */
export interface SweepCounts {
  erasedObjects: number;
  abortedUploads: number;
  /** Files whose object is missing. */
  missingFiles: number;
  /** Guilds that could not be read or are being moved: the next sweep looks at them. */
  skippedGuilds: number;
}

/** Rows of files that were compared with their bucket. */
export interface ComparedFiles {
  guildId: string;
  /** Whose object is not in the bucket that they name. */
  missing: readonly string[];
  /** Whose object is there. */
  present: readonly string[];
}
