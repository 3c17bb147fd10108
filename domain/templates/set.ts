import { z } from 'zod';
import { type FieldProblem, VektraError } from '../errors/errors.ts';
import { appendEvent } from '../events/append-event.ts';
import { repeatableMutation } from '../operations/guild-operations.ts';
import { writeSection } from '../settings/set-up-guild.ts';
import type { SectionValue } from '../settings/settings-document.ts';
import { multiLine, singleLine } from '../text/schemas.ts';
import { templatesSet } from './events.ts';
import { parseLogoUrl } from './logo-url.ts';
import {
  FILLED_MAX_LENGTH,
  FOOTER_MAX_LENGTH,
  findTemplateProblem,
  LOGO_URL_MAX_LENGTH,
  TEMPLATE_MAX_LENGTH,
  TEMPLATE_NAMES,
  type TemplateName,
  VARIABLES_BY_TEMPLATE,
} from './template.ts';

/** Empty text goes back to ours. */
const emptyOr = <S extends z.ZodType<string, string>>(schema: S) =>
  z.string().trim().length(0).or(schema).optional();

const template = emptyOr(multiLine(TEMPLATE_MAX_LENGTH));

/**
 * Changes the texts that are given; the others stay.
 * @throws VektraError `not_found` unless admin, `not_set_up`, `plan_required`, `invalid_input` that
 * names an unknown variable and where it is, `conflict` when they were changed since the revision
 * that the caller saw
 */
export const set = repeatableMutation({
  name: 'templates.set',
  access: 'admin',
  feature: 'templates',
  limit: 'staffChange',
  input: z.object({
    approved: template,
    rejected: template,
    success: template,
    footer: emptyOr(singleLine(FOOTER_MAX_LENGTH)),
    logoUrl: emptyOr(singleLine(LOGO_URL_MAX_LENGTH)),
    revision: z.number().int().nonnegative().optional(),
  }),
  async run({ db, actor, deps, settings }, { revision, ...input }): Promise<void> {
    const fields = TEMPLATE_NAMES.flatMap((name) => describeProblem(name, input[name]));
    const logoUrl = input.logoUrl && parseLogoUrl(input.logoUrl);
    if (logoUrl === null) fields.push({ field: 'logoUrl', problem: 'template.logo' });
    if (fields.length > 0) throw new VektraError('invalid_input', { fields });
    await settings();
    const change = Object.fromEntries(
      Object.entries({ ...input, logoUrl }).filter(([, value]) => value !== undefined),
    ) as Partial<SectionValue<'templates'>>;
    await writeSection(deps.tenancy, db, 'templates', change, { revision });
    await appendEvent(db, actor, templatesSet, {
      subjectId: db.guildId,
      data: { changed: Object.keys(change) },
    });
  },
});

function describeProblem(field: TemplateName, text: string | undefined): FieldProblem[] {
  const found = text ? findTemplateProblem(text, VARIABLES_BY_TEMPLATE[field]) : null;
  switch (found?.kind) {
    case 'unknown_variable': {
      const { name, line, column } = found;
      return [{ field, problem: 'template.unknown_variable', values: { name, line, column } }];
    }
    case 'too_long_filled':
      return [
        {
          field,
          problem: 'template.too_long_filled',
          values: { length: found.length, max: FILLED_MAX_LENGTH },
        },
      ];
    default:
      return [];
  }
}
