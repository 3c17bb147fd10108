import { Button, TextInput } from '@mantine/core';
import { useFetcher, useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { TAG_INPUT_MAX_LENGTH } from '../../../domain/tags/tag-length.ts';
import { IconX } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { useDraftKey } from '../../drafts/use-draft-key.ts';
import { useFieldDraft } from '../../drafts/use-field-draft.ts';
import { isProblem, type Problem } from '../../errors/problem.ts';
import { describeFieldProblem, describeProblem } from '../../errors/problem-text.ts';
import type { Outcome } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import { type SubmissionsTranslate, submissionsStrings } from '../strings.en.ts';
import pageStyles from './demo-page.module.css';
import styles from './demo-tags.module.css';
import type { Demo } from './demo-view.ts';
import { toDraftSubject } from './draft-subject.ts';
import type { DemoResults } from './outcome.ts';

interface Props {
  demo: Demo;
  /** Tags that the label uses, as suggestions. */
  suggestions: readonly string[];
  requestIds: { tag: string; untag: string };
}

type TagOutcome = Outcome<DemoResults, 'tag' | 'untag'>;

/** The demo's tags: forms, so that they can be changed without script. */
export function DemoTags({ demo, suggestions, requestIds }: Props) {
  const t = useT(submissionsStrings);
  const { pathname, search } = useLocation();
  const action = pathname + search;
  const adding = useFetcher<TagOutcome>({ key: `tag-${demo.number}` });
  const removing = useFetcher<TagOutcome>({ key: `untag-${demo.number}` });
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const draftKey = useDraftKey(toDraftSubject(demo.number), 'tag');
  const { unsent, clear } = useFieldDraft(field, draftKey);
  useEffect(() => {
    if (!adding.data?.ok) return;
    form.current?.reset();
    clear();
  }, [adding.data, clear]);
  const added = adding.formData?.get('tag');
  const removed = removing.formData?.get('tag');
  const tags = demo.tags.filter((tag) => tag !== removed);
  const addError = describeTagProblem(t, getProblem(adding.data));
  const removeError = describeTagProblem(t, getProblem(removing.data));
  return (
    <section aria-labelledby="tags">
      <h2 id="tags" className={pageStyles.heading}>
        {t('demo.tags.title')}
      </h2>
      {tags.length > 0 && (
        <removing.Form method="post" action={action}>
          <input type="hidden" name="intent" value="untag" />
          <RequestId initialId={requestIds.untag} outcome={removing.data} />
          <ul className={styles.tags}>
            {tags.map((tag) => (
              <li key={tag} className={styles.tag}>
                <bdi className={styles.name} title={tag}>
                  {tag}
                </bdi>
                <button
                  type="submit"
                  name="tag"
                  value={tag}
                  className={styles.remove}
                  aria-label={t('demo.tags.remove', { tag })}
                  aria-disabled={removing.state !== 'idle'}
                >
                  <IconX size={12} stroke={2.5} aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </removing.Form>
      )}
      {removeError && (
        <p className={styles.error} role="alert">
          {removeError}
        </p>
      )}
      <adding.Form ref={form} method="post" action={action} className={styles.add}>
        <input type="hidden" name="intent" value="tag" />
        <RequestId initialId={requestIds.tag} outcome={adding.data} unsentId={unsent?.requestId} />
        <TextInput
          ref={field}
          name="tag"
          className={styles.field}
          placeholder={t('demo.tags.add_label')}
          aria-label={t('demo.tags.add_label')}
          maxLength={TAG_INPUT_MAX_LENGTH}
          required
          dir="auto"
          autoComplete="off"
          list="tag-suggestions"
          readOnly={adding.state !== 'idle'}
          error={addError}
        />
        <Button type="submit" variant="default" aria-disabled={adding.state !== 'idle'}>
          {t('demo.tags.add')}
        </Button>
        <datalist id="tag-suggestions">
          {suggestions
            .filter((tag) => !demo.tags.includes(tag) && tag !== added)
            .map((tag) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
      </adding.Form>
    </section>
  );
}

const getProblem = (outcome: TagOutcome | undefined): Problem | null =>
  outcome && !outcome.ok && isProblem(outcome.problem) ? outcome.problem : null;

const describeTagProblem = (t: SubmissionsTranslate, problem: Problem | null): string | null =>
  problem && (describeFieldProblem(t, problem, 'tag') ?? describeProblem(t, problem).text);
