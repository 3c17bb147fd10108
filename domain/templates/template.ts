/** What a template can name, in braces: `{title}`. Stored in templates: they never change. */
export const TEMPLATE_VARIABLES = ['artist', 'title', 'label', 'number', 'link', 'reason'] as const;
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number];

/** The texts that a label can write itself. */
export const TEMPLATE_NAMES = ['approved', 'rejected', 'success'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Which variables each text has: before a decision there is no reason. */
export const VARIABLES_BY_TEMPLATE: Record<TemplateName, readonly TemplateVariable[]> = {
  approved: TEMPLATE_VARIABLES,
  rejected: TEMPLATE_VARIABLES,
  success: ['artist', 'title', 'label', 'number'],
};

/** Characters of a value where it is filled in, escaped. */
export const VALUE_MAX_LENGTH: Record<TemplateVariable, number> = {
  artist: 120,
  title: 200,
  label: 100,
  number: 16,
  link: 500,
  reason: 1_000,
};

/** Characters of a template as it is written. */
export const TEMPLATE_MAX_LENGTH = 1_000;
/** Characters of a template with the longest values: what else a message says still fits. */
export const FILLED_MAX_LENGTH = 2_400;
/** Characters of the line below the texts of decisions. */
export const FOOTER_MAX_LENGTH = 200;
export const LOGO_URL_MAX_LENGTH = 500;

const VARIABLE_PATTERN = /\{([^{}\n]*)\}/g;
/** Characters of an unknown name that an error repeats. */
const MAX_NAMED_LENGTH = 40;

/** What is wrong with a template. */
export type TemplateProblem =
  /** `line` and `column` count from 1, in characters of JavaScript. */
  | { kind: 'unknown_variable'; name: string; line: number; column: number }
  /** Filled in, it could have `length` characters. */
  | { kind: 'too_long_filled'; length: number };

/** The first thing that is wrong with a template; null: nothing. */
export function findTemplateProblem(
  template: string,
  variables: readonly TemplateVariable[],
): TemplateProblem | null {
  let length = template.length;
  for (const match of template.matchAll(VARIABLE_PATTERN)) {
    const name = match[1] ?? '';
    const variable = variables.find((each) => each === name);
    if (!variable) {
      const before = template.slice(0, match.index).split('\n');
      return {
        kind: 'unknown_variable',
        name: name.slice(0, MAX_NAMED_LENGTH),
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      };
    }
    length += VALUE_MAX_LENGTH[variable] - match[0].length;
  }
  return length > FILLED_MAX_LENGTH ? { kind: 'too_long_filled', length } : null;
}

/**
 * Fills a template in. A line that has nothing but variables without a value is left out.
 * @param values as they are written into the message: escaped, at most `VALUE_MAX_LENGTH` long
 */
export function renderTemplate(
  template: string,
  values: Readonly<Partial<Record<TemplateVariable, string>>>,
): string {
  const isVariable = (name: string): name is TemplateVariable => Object.hasOwn(values, name);
  return template
    .split('\n')
    .flatMap((line) => {
      const filled = line.replace(VARIABLE_PATTERN, (written, name: string) =>
        isVariable(name) ? (values[name] ?? '') : written,
      );
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled];
    })
    .join('\n')
    .trim();
}

/** Whether a template says the value itself. */
export const usesVariable = (template: string, variable: TemplateVariable): boolean =>
  template.includes(`{${variable}}`);
