import type { Knex } from 'knex';
import type { GuildReader } from '../../tenancy/types.ts';
import { toSubjectColumns } from '../subjects/subject.ts';
import { type Subject, submissionSubject } from '../subjects/submission-subject.ts';
import { whereReferredTo } from '../subjects/where-referred-to.ts';
import { parseText } from '../submissions/row-parsers.ts';
import { TAG_MAX_LENGTH } from './tag-length.ts';
import { toTagId } from './tag-name.ts';

/** Tags of one subject; a customer database could have any number. */
export const MAX_TAGS_PER_SUBJECT = 20;
/** Tags that a guild uses. */
export const MAX_TAGS = 200;

/** @returns names in alphabetical order */
export async function readSubjectTags(db: GuildReader, subject: Subject): Promise<string[]> {
  const ids = db.table('subject_tags').where(toSubjectColumns(subject)).select('tag_id');
  return toNames(
    await db.table('tags').whereIn('id', ids).limit(MAX_TAGS_PER_SUBJECT).select('name'),
  );
}

/** All tags of the guild. @returns names in alphabetical order */
export async function readTags(db: GuildReader): Promise<string[]> {
  return toNames(await db.table('tags').limit(MAX_TAGS).select('name'));
}

const compareNames = new Intl.Collator('en', { numeric: true }).compare;

const toNames = (rows: { name: unknown }[]): string[] =>
  rows
    .map(({ name }) => parseText(name, TAG_MAX_LENGTH))
    .filter((name) => name !== '')
    .sort(compareNames);

/** Restricts a query of submissions to those with a tag. */
export async function whereTagged(
  db: GuildReader,
  submissions: Knex.QueryBuilder,
  tag: string,
): Promise<void> {
  const { type } = submissionSubject(0);
  await whereReferredTo(db, submissions, () =>
    db.table('subject_tags').where({ tag_id: toTagId(tag), subject_type: type }),
  );
}
