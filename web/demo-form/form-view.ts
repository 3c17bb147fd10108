import { findConditionKey, listConditions } from '../../domain/demo-form/edit-parts.ts';
import { FIRST_PAGE_PARTS, MAX_PARTS } from '../../domain/demo-form/form-limits.ts';
import { type FormPart, isStandard, STANDARD_KINDS } from '../../domain/demo-form/form-part.ts';
import type { GuildSettings } from '../../domain/settings/types.ts';

export type PartKind = FormPart['kind'];

export function presentForm({ form: { parts }, revisions }: GuildSettings) {
  const conditions = listConditions(parts);
  return {
    revision: revisions.form,
    parts: parts.map((part, index) => {
      const { id, kind, label, hint, isRequired, options, showIf } = part;
      const question = parts.find((each) => each.id === showIf?.partId);
      return {
        ...{ id, kind, label, hint, isRequired, options },
        isStandard: isStandard(part),
        isOnFirstPage: index < FIRST_PAGE_PARTS,
        /** What it depends on; null: it is always asked. */
        condition:
          showIf && question
            ? {
                key: findConditionKey(conditions, part),
                question: { kind: question.kind, label: question.label },
                option: showIf.option,
              }
            : null,
      };
    }),
    conditions: conditions.map(({ key, question, option }) => ({
      key,
      question: { kind: question.kind, label: question.label },
      option,
    })),
    missingKinds: STANDARD_KINDS.filter((kind) => parts.every((part) => part.kind !== kind)),
    hasRoom: parts.length < MAX_PARTS,
  };
}

export type FormView = ReturnType<typeof presentForm>;
export type PartView = FormView['parts'][number];
