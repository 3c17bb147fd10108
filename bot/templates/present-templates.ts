import { ComponentType } from 'discord-api-types/v10';
import type { SectionValue } from '../../domain/settings/settings-document.ts';
import { TEMPLATE_NAMES } from '../../domain/templates/template.ts';
import { ACCENT_COLOUR } from '../messages/colours.ts';
import { createCustomId } from '../messages/custom-id.ts';
import { escapeKeepingLinks, escapeSingleLine } from '../messages/markdown.ts';
import { createMessage, type MessageBody, textDisplay } from '../messages/message.ts';
import type { Translator } from '../translator.ts';

/** What a form changes: one of the texts, or what surrounds those of decisions. */
export const FORM_NAMES = [...TEMPLATE_NAMES, 'look'] as const;
export type FormName = (typeof FORM_NAMES)[number];

/** Characters of each text that the list shows. */
const MAX_SHOWN_LENGTH = 900;

/** The label's texts as they are written, and what changes them. */
export function presentTemplates(t: Translator, templates: SectionValue<'templates'>): MessageBody {
  const texts = TEMPLATE_NAMES.map((name) => {
    const values = { name: t(`templates.name.${name}`) };
    if (templates[name] === '')
      return t(name === 'success' ? 'templates.default_success' : 'templates.default', values);
    const text = escapeKeepingLinks(templates[name], MAX_SHOWN_LENGTH);
    return t('templates.own', { ...values, text });
  });
  const look = [
    templates.footer
      ? t('templates.footer', { text: escapeSingleLine(templates.footer) })
      : t('templates.footer_none'),
    templates.logoUrl
      ? t('templates.logo', { url: `<${templates.logoUrl}>` })
      : t('templates.logo_none'),
  ];
  return createMessage(
    {
      type: ComponentType.Container,
      accent_color: ACCENT_COLOUR,
      components: [
        textDisplay(t('templates.title')),
        ...texts.map(textDisplay),
        textDisplay(look.join('\n')),
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: createCustomId('templates', 'change'),
          placeholder: t('templates.change'),
          options: FORM_NAMES.map((value) => ({ label: t(`templates.name.${value}`), value })),
        },
      ],
    },
  );
}
