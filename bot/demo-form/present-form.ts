import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Actor } from '../../domain/actors/actor.ts';
import { FIRST_PAGE_PARTS, MAX_PARTS } from '../../domain/demo-form/form-limits.ts';
import { type FormPart, QUESTION_KINDS, STANDARD_KINDS } from '../../domain/demo-form/form-part.ts';
import { lowestPlanWith, PLAN_NAMES, planIncludes } from '../../domain/plans/plans.ts';
import type { BotContext } from '../context.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { escapeSingleLine, truncate } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import { getPartLabel } from '../submissions/index.ts';
import type { Translator } from '../translator.ts';

/** Discord's limit for an option of a menu. */
const MAX_OPTION_LENGTH = 100;
/** Artist name and title come first. */
const FIRST_POSITION = 3;

/** What artists are asked, page by page, and what changes it. */
export async function presentForm(
  { operations }: BotContext,
  t: Translator,
  actor: Actor,
): Promise<MessageBody> {
  const [{ form, revisions }, plan] = await Promise.all([
    operations.settings.get(actor),
    operations.plans.get(actor),
  ]);
  const isActive = planIncludes(plan, 'form_builder');
  const { parts } = form;
  const lines = parts.map((part, index) => formatPart(t, parts, part, index + FIRST_POSITION));
  const second = lines.slice(FIRST_PAGE_PARTS);
  const planName = PLAN_NAMES[lowestPlanWith('form_builder')];
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(t('demo_form.title')),
        textDisplay(
          [
            t('demo_form.first_page'),
            t('demo_form.name'),
            ...lines.slice(0, FIRST_PAGE_PARTS),
          ].join('\n'),
        ),
        ...(second.length > 0
          ? [textDisplay([t('demo_form.second_page'), ...second].join('\n'))]
          : []),
        ...(isActive
          ? []
          : [
              textDisplay(
                t(revisions.form > 0 ? 'demo_form.inactive' : 'demo_form.plan', { plan: planName }),
              ),
            ]),
      ],
    },
    ...(isActive ? createControls(t, parts) : []),
  );
}

export function formatPart(
  t: Translator,
  parts: readonly FormPart[],
  part: FormPart,
  position: number,
): string {
  const { kind, isRequired, showIf } = part;
  const question = parts.find(({ id }) => id === showIf?.partId);
  return t('demo_form.part', {
    position,
    label: `**${escapeSingleLine(getPartLabel(t, part), 100)}**`,
    kind: t(`demo_form.kind.${kind}`),
    required: isRequired ? t('demo_form.required') : '',
    condition:
      showIf && question
        ? t('demo_form.only_if', {
            question: escapeSingleLine(getPartLabel(t, question), 100),
            option: escapeSingleLine(showIf.option, 100),
          })
        : '',
  });
}

function createControls(t: Translator, parts: readonly FormPart[]) {
  const missing = STANDARD_KINDS.filter((kind) => parts.every((part) => part.kind !== kind));
  const hasRoom = parts.length < MAX_PARTS;
  return [
    {
      type: ComponentType.ActionRow as const,
      components: [
        {
          type: ComponentType.StringSelect as const,
          custom_id: createCustomId('demo_form', 'part'),
          placeholder: t('demo_form.change'),
          options: parts.map((part) => ({
            label: truncate(getPartLabel(t, part), MAX_OPTION_LENGTH),
            description: t(`demo_form.kind.${part.kind}`),
            value: part.id,
          })),
        },
      ],
    },
    ...(hasRoom
      ? [
          {
            type: ComponentType.ActionRow as const,
            components: [
              {
                type: ComponentType.StringSelect as const,
                custom_id: createCustomId('demo_form', 'add'),
                placeholder: t('demo_form.add'),
                options: QUESTION_KINDS.map((kind) => ({
                  label: t(`demo_form.add_kind.${kind}`),
                  value: kind,
                })),
              },
            ],
          },
        ]
      : []),
    ...(hasRoom && missing.length > 0
      ? [
          {
            type: ComponentType.ActionRow as const,
            components: missing.map(
              (kind): APIButtonComponent => ({
                type: ComponentType.Button,
                style: ButtonStyle.Secondary,
                label: t('demo_form.add_standard', { part: t(`errors.field.${kind}`) }),
                custom_id: createCustomId('demo_form', 'standard', kind),
              }),
            ),
          },
        ]
      : []),
  ];
}
