import { Button, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { Link, useFetcher, useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import { HINT_MAX_LENGTH, LABEL_MAX_LENGTH } from '../../domain/demo-form/form-limits.ts';
import { RequestId } from '../components/request-id.tsx';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { FormProblem } from './form-problem.tsx';
import type { FormView, PartKind, PartView } from './form-view.ts';
import styles from './part-editor.module.css';
import { getPartName } from './part-name.ts';
import { demoFormStrings } from './strings.en.ts';

interface Props {
  form: FormView;
  /** Null: a new one. */
  part: PartView | null;
  kind: PartKind;
  requestId: string;
  outcome: AnyOutcome | undefined;
}

const hasOptions = (kind: PartKind) => kind === 'choice' || kind === 'choices' || kind === 'genre';

/** A part's texts, its answers, and when it is asked. */
export function PartEditor({ form, part, kind, requestId, outcome }: Props) {
  const t = useT(demoFormStrings);
  const intent = part ? 'change_part' : 'add_question';
  const fetcher = useFetcher<AnyOutcome>({ key: `form-${part?.id ?? 'new'}` });
  const navigate = useNavigate();
  const result = fetcher.data ?? outcomeOf(outcome, intent);
  const isIdle = fetcher.state === 'idle';
  useEffect(() => {
    if (fetcher.data?.ok) navigate('.', { replace: true, preventScrollReset: true });
  }, [fetcher.data, navigate]);
  const isOwn = part === null || !part.isStandard;
  return (
    <section aria-labelledby="editor" className={styles.editor}>
      <h2 id="editor" className={styles.title}>
        {part
          ? t('form.edit_title', { part: getPartName(t, part) })
          : `${t('form.new_title')}: ${t(`form.kind.${kind}`)}`}
      </h2>
      <fetcher.Form method="post" className={styles.fields}>
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="revision" value={form.revision} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        {part ? (
          <input type="hidden" name="partId" value={part.id} />
        ) : (
          <input type="hidden" name="kind" value={kind} />
        )}
        <TextInput
          name="label"
          label={t(isOwn ? 'form.label' : 'form.standard_label')}
          description={t(isOwn ? 'form.label_hint' : 'form.standard_label_hint')}
          defaultValue={part?.label ?? ''}
          maxLength={LABEL_MAX_LENGTH}
          required={isOwn}
          withAsterisk={false}
          autoComplete="off"
          dir="auto"
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        />
        <TextInput
          name="hint"
          label={t('form.hint')}
          description={t('form.hint_hint')}
          defaultValue={part?.hint ?? ''}
          maxLength={HINT_MAX_LENGTH}
          autoComplete="off"
          dir="auto"
          inputWrapperOrder={['label', 'description', 'input', 'error']}
        />
        {hasOptions(kind) && (
          <Textarea
            name="options"
            label={t(kind === 'genre' ? 'form.genre_options' : 'form.options')}
            description={t(kind === 'genre' ? 'form.genre_options_hint' : 'form.options_hint')}
            defaultValue={part?.options.join('\n') ?? ''}
            autosize
            minRows={3}
            required={kind !== 'genre'}
            withAsterisk={false}
            dir="auto"
            inputWrapperOrder={['label', 'description', 'input', 'error']}
          />
        )}
        <Switch
          name="isRequired"
          value="yes"
          defaultChecked={part?.isRequired ?? false}
          label={t('form.must_answer')}
        />
        {part && !part.isOnFirstPage && form.conditions.length > 0 && (
          <NativeSelect
            name="condition"
            label={t('form.when')}
            defaultValue={part.condition?.key ?? ''}
            data={[
              { value: '', label: t('form.always') },
              ...form.conditions.map(({ key, question, option }) => ({
                value: key,
                label: t('form.when_option', { question: getPartName(t, question), option }),
              })),
            ]}
          />
        )}
        <FormProblem result={isIdle ? result : undefined} />
        <div className={styles.end}>
          <Button type="submit" variant="accent" aria-disabled={!isIdle}>
            {t(part ? 'form.save' : 'form.add_save')}
          </Button>
          <Button component={Link} to="." preventScrollReset>
            {t('form.cancel')}
          </Button>
        </div>
      </fetcher.Form>
    </section>
  );
}
