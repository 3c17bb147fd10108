import type { z } from 'zod';

/**
 * A part of a guild's settings that is read, checked and changed on its own. A feature declares
 * its sections in `domain/<feature>/settings-sections.ts`; what is a list (templates, reasons) is
 * a table instead.
 */
export interface SettingsSection<
  Name extends string = string,
  S extends z.ZodObject = z.ZodObject,
> {
  /** Stored: it never changes. */
  name: Name;
  /**
   * Each key has a default and falls back to it: a customer database is untrusted, and a section
   * that was never changed is not stored.
   */
  schema: S;
  /**
   * The section's keys by the names that they have at the top of the document, where the version
   * before reads and writes them. None for sections that it does not have.
   */
  legacyKeys: Readonly<Record<string, string>>;
}

export const defineSettingsSection = <const Name extends string, S extends z.ZodObject>(section: {
  name: Name;
  schema: S;
  legacyKeys?: { readonly [K in keyof z.output<S> & string]?: string };
}): SettingsSection<Name, S> => ({ legacyKeys: {}, ...section }) as SettingsSection<Name, S>;
