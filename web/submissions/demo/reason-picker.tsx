import { NativeSelect } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { REASON_MAX_LENGTH } from '../../../domain/review/reason-length.ts';
import { setFieldValue } from '../../drafts/use-field-draft.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import type { ReasonChoice } from './reason-choices.ts';

interface Props {
  reasons: readonly ReasonChoice[];
  /** Of the reason's text. */
  field: RefObject<HTMLTextAreaElement | null>;
  error: string | null;
}

/** Fills in a saved reason; without script the reason is sent by its id, before what was typed. */
export function ReasonPicker({ reasons, field, error }: Props) {
  const t = useT(submissionsStrings);
  const [isFull, setFull] = useState(false);
  if (reasons.length === 0) return null;
  const insert = (id: string) => {
    const element = field.current;
    const chosen = reasons.find((each) => each.id === id);
    if (!element || !chosen) return;
    const typed = element.value.trim();
    // One that was chosen before, and not changed, makes room for this one.
    const isReplaced = reasons.some(({ text }) => text === typed);
    const text = [isReplaced ? '' : typed, chosen.text].filter(Boolean).join('\n\n');
    setFull(text.length > REASON_MAX_LENGTH);
    if (text.length > REASON_MAX_LENGTH) return;
    setFieldValue(element, text);
    element.focus();
  };
  return (
    <NativeSelect
      name="savedReasonId"
      label={t('act.saved_reason')}
      description={t('act.saved_reason_hint')}
      data={[
        { value: '', label: t('act.saved_reason_none') },
        ...reasons.map(({ id, title }) => ({ value: id, label: title })),
      ]}
      error={isFull ? t('act.saved_reason_full') : error}
      onChange={({ currentTarget }) => {
        insert(currentTarget.value);
        // Its text is in the field: it is not sent twice.
        currentTarget.value = '';
      }}
    />
  );
}
