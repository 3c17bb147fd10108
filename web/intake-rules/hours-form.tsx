import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { Link, useFetcher, useSearchParams } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { HOURS_ANSWER_MAX_LENGTH } from '../../domain/intake-rules/hours-limits.ts';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { UnsentNotice } from '../drafts/unsent-notice.tsx';
import { useDraftKey } from '../drafts/use-draft-key.ts';
import { useFieldDraft } from '../drafts/use-field-draft.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, isUnsent, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './hours-form.module.css';
import type { HoursView } from './hours-view.ts';
import formStyles from './rules-form.module.css';
import { rulesStrings } from './strings.en.ts';
import { dayFields, WEEKDAYS } from './weekdays.ts';

interface Props {
  hours: HoursView;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** When the label takes demos: the hours of each day, and what artists read outside them. */
export function HoursForm({ hours, requestId, outcome }: Props) {
  const t = useT(rulesStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'hours' });
  const result = fetcher.data ?? outcomeOf(outcome, 'hours');
  const [isChanged, setChanged] = useState(false);
  const isIdle = fetcher.state === 'idle';
  const isSaved = isIdle && !isChanged && (result ? result.ok : search.get('did') === 'hours');
  const answer = useRef<HTMLTextAreaElement>(null);
  const { unsent, clear } = useFieldDraft(
    answer,
    useDraftKey('settings/rules', 'answer'),
    'sending',
  );
  useEffect(() => {
    if (fetcher.data?.ok) clear();
  }, [fetcher.data, clear]);
  const isUnsentShown = unsent && isIdle && (!fetcher.data || isUnsent(result));
  const problem = isIdle && result && !result.ok ? result.problem : null;
  const describe = (field: string) => describeFieldProblem(t, problem, field);
  return (
    <fetcher.Form
      method="post"
      className={formStyles.form}
      // What somebody else has changed meanwhile is shown.
      key={hours.revision}
      onChange={() => setChanged(true)}
      onSubmit={() => setChanged(false)}
    >
      <input type="hidden" name="intent" value="hours" />
      <input type="hidden" name="revision" value={hours.revision} />
      <RequestId initialId={requestId} outcome={fetcher.data} unsentId={unsent?.requestId} />
      <Switch
        name="isLimited"
        value="yes"
        defaultChecked={hours.isLimited}
        label={t('rules.hours')}
        description={t('rules.hours_hint')}
        error={describe('hours')}
      />
      <fieldset className={formStyles.group} aria-describedby="hours-zone">
        <legend>{t('rules.week')}</legend>
        <p id="hours-zone" className={formStyles.hint}>
          {t('rules.week_hint', { zone: hours.timeZone })}{' '}
          <Link to="../settings" className={styles.link}>
            {t('rules.zone_change')}
          </Link>
        </p>
        <div className={styles.week}>
          {hours.days.map(({ from, to }, index) => {
            const names = dayFields(index);
            const day = t(`rules.day.${WEEKDAYS[index] ?? 'mon'}`);
            return (
              <div key={names.from} className={styles.day}>
                <span className={styles.name} aria-hidden>
                  {day}
                </span>
                <TextInput
                  type="time"
                  name={names.from}
                  defaultValue={from}
                  aria-label={t('rules.opens', { day })}
                  error={describe(names.from)}
                />
                <span aria-hidden>–</span>
                <TextInput
                  type="time"
                  name={names.to}
                  defaultValue={to}
                  aria-label={t('rules.closes', { day })}
                  error={describe(names.to)}
                />
              </div>
            );
          })}
        </div>
      </fieldset>
      <Textarea
        ref={answer}
        name="answer"
        label={t('rules.answer')}
        description={t('rules.answer_hint')}
        defaultValue={hours.answer}
        maxLength={HOURS_ANSWER_MAX_LENGTH}
        autosize
        minRows={2}
        dir="auto"
        error={describe('answer')}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      />
      <div className={formStyles.end}>
        <Button
          type="submit"
          variant="accent"
          aria-disabled={!isIdle}
          leftSection={isSaved ? <IconCheck size={16} /> : undefined}
        >
          {t(isSaved ? 'app.saved' : 'app.save')}
        </Button>
        {isUnsentShown ? (
          <UnsentNotice problem={problem} hasText />
        ) : (
          problem &&
          problem.fields.length === 0 && (
            <p role="alert" className={formStyles.problem}>
              {Object.values(describeProblem(t, problem)).join('. ')}
            </p>
          )
        )}
      </div>
    </fetcher.Form>
  );
}
