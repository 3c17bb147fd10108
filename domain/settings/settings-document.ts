import type { z } from 'zod';
import type { GuildReader } from '../../tenancy/types.ts';
import { VektraError } from '../errors/errors.ts';
import type { SettingsSection } from './define-settings-section.ts';
import { settingsSections } from './sections.ts';

type Section = (typeof settingsSections)[number];
export type SectionName = Section['name'];
export type SectionValue<Name extends SectionName> = z.output<
  Extract<Section, { name: Name }>['schema']
>;

/** A guild's settings that this version knows, by section. */
export type GuildSettings = { readonly [Name in SectionName]: SectionValue<Name> } & {
  /** How often each section was changed. */
  readonly revisions: Readonly<Record<SectionName, number>>;
};

type JsonObject = Record<string, unknown>;

const toObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** Anything that is not a JSON object is one without keys: then the defaults apply. */
function parseDocument(document: string): JsonObject {
  try {
    return toObject(JSON.parse(document));
  } catch {
    return {};
  }
}

/** What is stored of a section; by the version before, at the top of the document. */
function findStored(
  document: JsonObject,
  { name, legacyKeys }: SettingsSection,
): { value: JsonObject; revision: number } {
  const stored = toObject(document.sections)[name];
  if (stored !== undefined) {
    const { value, revision } = toObject(stored);
    return {
      value: toObject(value),
      revision: Number.isSafeInteger(revision) ? (revision as number) : 0,
    };
  }
  const entries = Object.entries(legacyKeys).map(([key, legacyKey]) => [key, document[legacyKey]]);
  return { value: Object.fromEntries(entries), revision: 0 };
}

export function parseSettings(document: string): GuildSettings {
  const parsed = parseDocument(document);
  const settings: JsonObject = {};
  const revisions: Record<string, number> = {};
  for (const section of settingsSections) {
    const { value, revision } = findStored(parsed, section);
    settings[section.name] = section.schema.parse(value);
    revisions[section.name] = revision;
  }
  return { ...settings, revisions } as unknown as GuildSettings;
}

/**
 * Changes keys of a section. What a newer version added, to the section or beside it, stays.
 * @param document null: there is none yet
 * @param expectedRevision of the section; undefined: whatever it is
 * @throws VektraError `conflict` when the section was changed since that revision
 */
export function changeSection<Name extends SectionName>(
  document: string | null,
  name: Name,
  change: Partial<SectionValue<Name>>,
  expectedRevision?: number,
): string {
  const parsed = parseDocument(document ?? '{}');
  const section = settingsSections.find((each) => each.name === name) as SettingsSection;
  const stored = findStored(parsed, section);
  if (expectedRevision !== undefined && expectedRevision !== stored.revision)
    throw new VektraError('conflict');
  const value = { ...stored.value, ...section.schema.parse(stored.value), ...change };
  // The version before reads every key at the top, and drops what it does not know when it writes.
  const legacyEntries = settingsSections.flatMap((each: SettingsSection) => {
    const values: JsonObject = each.name === name ? value : findStored(parsed, each).value;
    return Object.entries(each.legacyKeys).map(([key, legacyKey]) => [legacyKey, values[key]]);
  });
  return JSON.stringify({
    ...parsed,
    ...Object.fromEntries(legacyEntries),
    sections: {
      ...toObject(parsed.sections),
      [name]: { revision: stored.revision + 1, value },
    },
  });
}

/** @throws VektraError `not_set_up` when `/start` was never run */
export async function readSettings(db: GuildReader): Promise<GuildSettings> {
  const row = await db.table('guild_settings').first('document');
  if (!row) throw new VektraError('not_set_up', { values: { missing: 'label' } });
  return parseSettings(row.document);
}
