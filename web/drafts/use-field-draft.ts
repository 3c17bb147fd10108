import { type RefObject, useCallback, useEffect, useState } from 'react';
import { type Draft, type DraftKey, deleteDraft, readDraft, saveDraft } from './draft-store.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

interface FieldDraft {
  /** What was sent and not accepted, until it is changed. */
  unsent: Draft | null;
  /** Once it was accepted. */
  clear(): void;
}

/**
 * Keeps what is typed into an uncontrolled field in this browser until it was accepted, and fills
 * it in again.
 *
 * @param key null: nothing is kept
 * @param keepFrom since when it is kept: `sending` for a field that shows a saved value, which
 *   would be covered by what somebody typed and left
 */
export function useFieldDraft(
  field: RefObject<Field | null>,
  key: DraftKey | null,
  keepFrom: 'typing' | 'sending' = 'typing',
): FieldDraft {
  const [unsent, setUnsent] = useState<Draft | null>(null);
  useEffect(() => {
    const element = field.current;
    if (!key || !element) return;
    const draft = readDraft(key);
    // What was typed before the page was hydrated is newer.
    if (draft && element.value === element.defaultValue) {
      setFieldValue(element, draft.text);
      setUnsent(draft.requestId ? draft : null);
    }
    const handleInput = () => {
      setUnsent(null);
      if (keepFrom === 'typing') saveDraft(key, { text: element.value });
    };
    const handleSubmit = () => {
      const requestId = element.form?.elements.namedItem('requestId');
      if (!(requestId instanceof HTMLInputElement)) return;
      const sent = { text: element.value, requestId: requestId.value };
      saveDraft(key, sent);
      setUnsent(sent);
    };
    const { form } = element;
    element.addEventListener('input', handleInput);
    form?.addEventListener('submit', handleSubmit);
    return () => {
      element.removeEventListener('input', handleInput);
      form?.removeEventListener('submit', handleSubmit);
    };
  }, [field, key, keepFrom]);
  const clear = useCallback(() => {
    if (key) deleteDraft(key);
    setUnsent(null);
  }, [key]);
  return { unsent, clear };
}

/** As if it had been typed: React and an autosizing field notice. */
export function setFieldValue(element: Field, text: string): void {
  const { prototype } =
    element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, text);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
