import { Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import {
  renderTemplate,
  TEMPLATE_MAX_LENGTH,
  type TemplateName,
  usesVariable,
} from '../../domain/templates/template.ts';
import { escapeDiscordText } from '../components/parse-discord-text.ts';
import { useDraftKey } from '../drafts/use-draft-key.ts';
import { useFieldDraft } from '../drafts/use-field-draft.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { MessagePreview } from './message-preview.tsx';
import { templatesStrings } from './strings.en.ts';
import styles from './templates.module.css';
import type { TemplatesView } from './templates-view.ts';

interface Props {
  name: TemplateName;
  templates: TemplatesView;
  /** As it is typed now. */
  footer: string;
  hasLogo: boolean;
  outcome: AnyOutcome | undefined;
  error: string | null;
}

/** One of the texts, with what the artist will see. What was sent is kept until it was accepted. */
export function TemplateField({ name, templates, footer, hasLogo, outcome, error }: Props) {
  const t = useT(templatesStrings);
  const field = useRef<HTMLTextAreaElement>(null);
  const [template, setTemplate] = useState(templates[name]);
  const { clear } = useFieldDraft(field, useDraftKey('settings/templates', name), 'sending');
  useEffect(() => {
    if (outcome?.ok) clear();
  }, [outcome, clear]);
  const isDecision = name !== 'success';
  const reason = t('templates.sample.reason');
  const text = renderTemplate(template, {
    artist: escapeDiscordText(t('templates.sample.artist')),
    title: escapeDiscordText(t('templates.sample.title')),
    label: escapeDiscordText(templates.labelName),
    number: '\\#1042',
    ...(isDecision
      ? {
          link: escapeDiscordText(t('templates.sample.link')),
          reason: name === 'rejected' ? escapeDiscordText(reason) : '',
        }
      : {}),
  });
  const isReasonBelow = name === 'rejected' && !(text && usesVariable(template, 'reason'));
  return (
    <div className={styles.template}>
      <Textarea
        ref={field}
        name={name}
        label={t(`templates.${name}`)}
        description={t(`templates.${name}_hint`)}
        defaultValue={templates[name]}
        maxLength={TEMPLATE_MAX_LENGTH}
        autosize
        minRows={3}
        maxRows={12}
        dir="auto"
        error={error}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        onChange={({ currentTarget }) => setTemplate(currentTarget.value)}
      />
      <MessagePreview
        name={t(`templates.${name}`)}
        tone={name === 'rejected' ? 'bad' : 'good'}
        text={text}
        hasLogo={isDecision && hasLogo}
        lines={
          isDecision
            ? [
                isReasonBelow ? `> ${escapeDiscordText(reason)}` : '',
                footer,
                `-# ${escapeDiscordText(t('templates.sample.reply'))}`,
              ]
            : []
        }
      />
    </div>
  );
}
