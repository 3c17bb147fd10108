import type { Actor } from '../actors/actor.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../errors/errors.ts';
import { parseInput } from '../errors/parse-input.ts';
import { submissionNumber } from '../text/schemas.ts';
import { parseSummary, SUMMARY_COLUMNS } from './row-parsers.ts';
import type { SubmissionSummary } from './types.ts';

/** The artist's own demos in this guild, newest first. */
export async function listMySubmissions(
  { tenancy }: Deps,
  actor: Actor,
): Promise<SubmissionSummary[]> {
  const rows = await tenancy.read(actor.guildId, (db) =>
    db
      .table('submissions')
      .where('artist_id', actor.userId)
      .orderBy('number', 'desc')
      .limit(25)
      .select(...SUMMARY_COLUMNS),
  );
  return rows.map(parseSummary);
}

/** One of the artist's own demos. @throws VektraError `not_found`, also for somebody else's */
export async function getMySubmission(
  { tenancy }: Deps,
  actor: Actor,
  number: number,
): Promise<SubmissionSummary> {
  const parsedNumber = parseInput(submissionNumber, number);
  const row = await tenancy.read(actor.guildId, (db) =>
    db
      .table('submissions')
      .where({ number: parsedNumber, artist_id: actor.userId })
      .first(...SUMMARY_COLUMNS),
  );
  if (!row) throw notFound();
  return parseSummary(row);
}
