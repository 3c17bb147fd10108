import { useSearchParams } from '@remix-run/react';
import { QUESTION_KINDS } from '../../domain/demo-form/form-part.ts';
import type { AnyOutcome } from '../routing/outcome.ts';
import { SettingsPage } from '../shell/settings-page.tsx';
import { useT } from '../strings/use-t.ts';
import { AddPart } from './add-part.tsx';
import { FormPreview } from './form-preview.tsx';
import styles from './form-settings.module.css';
import type { FormView } from './form-view.ts';
import { PartEditor } from './part-editor.tsx';
import { PartList } from './part-list.tsx';
import { demoFormStrings } from './strings.en.ts';

/** What the page's forms get back. */
export interface DemoFormResults {
  add_question: object;
  add_part: object;
  change_part: object;
  move_part: object;
  remove_part: object;
}

interface Props {
  form: FormView;
  requestIds: Record<'list' | 'standard' | 'editor', string>;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** What artists are asked; what is edited is named in the address, so that it works without script. */
export function FormSettings({ form, requestIds, outcome }: Props) {
  const t = useT(demoFormStrings);
  const [search] = useSearchParams();
  const part = form.parts.find(({ id }) => id === search.get('part')) ?? null;
  const newKind = QUESTION_KINDS.find((kind) => kind === search.get('add')) ?? null;
  return (
    <SettingsPage title={t('form.title')} intro={t('form.intro')}>
      <PartList
        form={form}
        editedId={part?.id ?? null}
        requestId={requestIds.list}
        outcome={outcome}
      />
      {part || newKind ? (
        <PartEditor
          key={part?.id ?? newKind}
          form={form}
          part={part}
          kind={part?.kind ?? newKind ?? 'short'}
          requestId={requestIds.editor}
          outcome={outcome}
        />
      ) : (
        <AddPart form={form} requestId={requestIds.standard} outcome={outcome} />
      )}
      <section aria-labelledby="preview" className={styles.preview}>
        <h2 id="preview" className={styles.title}>
          {t('form.preview')}
        </h2>
        <FormPreview parts={form.parts} />
      </section>
    </SettingsPage>
  );
}
