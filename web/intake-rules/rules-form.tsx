import { Button, Radio, TextInput } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { DUPLICATE_RULES, RULE_MAXIMA } from '../../domain/intake-rules/rule-limits.ts';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { RolePicker } from '../components/role-picker.tsx';
import type { GuildChoices } from '../context.ts';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import styles from './rules-form.module.css';
import type { RulesView } from './rules-view.ts';
import { rulesStrings } from './strings.en.ts';

interface Props {
  rules: RulesView;
  /** The server's; null while Discord does not answer. */
  roles: GuildChoices['roles'] | null;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** The limits of each artist, and what happens to repeated links. */
export function RulesForm({ rules, roles, requestId, outcome }: Props) {
  const t = useT(rulesStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'rules' });
  const result = fetcher.data ?? outcomeOf(outcome, 'rules');
  const [isChanged, setChanged] = useState(false);
  const isIdle = fetcher.state === 'idle';
  const isSaved = isIdle && !isChanged && (result ? result.ok : search.get('did') === 'rules');
  const problem = isIdle && result && !result.ok ? result.problem : null;
  const renderNumber = (
    name: keyof typeof RULE_MAXIMA,
    texts: { label: string; hint: string; unit: string },
    min = 0,
  ) => (
    <TextInput
      type="number"
      inputMode="numeric"
      name={name}
      min={min}
      max={RULE_MAXIMA[name]}
      step={1}
      required
      withAsterisk={false}
      className={styles.number}
      label={texts.label}
      description={texts.hint}
      defaultValue={rules[name]}
      error={describeFieldProblem(t, problem, name)}
      rightSection={<span className={styles.unit}>{texts.unit}</span>}
      rightSectionWidth={72}
      rightSectionPointerEvents="none"
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    />
  );
  return (
    <fetcher.Form
      method="post"
      className={styles.form}
      // What somebody else has changed meanwhile is shown.
      key={rules.rulesRevision}
      onChange={() => setChanged(true)}
      onSubmit={() => setChanged(false)}
    >
      <input type="hidden" name="intent" value="rules" />
      <input type="hidden" name="revision" value={rules.rulesRevision} />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <fieldset className={styles.group} aria-describedby="limits-hint">
        <legend>{t('rules.limits')}</legend>
        <p id="limits-hint" className={styles.hint}>
          {t('rules.limits_hint')}
        </p>
        <div className={styles.fields}>
          {renderNumber('cooldownHours', {
            label: t('rules.cooldown'),
            hint: t('rules.cooldown_hint'),
            unit: t('rules.cooldown_unit'),
          })}
          {renderNumber('maxOpen', {
            label: t('rules.waiting'),
            hint: t('rules.waiting_hint'),
            unit: t('rules.waiting_unit'),
          })}
          {renderNumber('maxPerPeriod', {
            label: t('rules.per_period'),
            hint: t('rules.per_period_hint'),
            unit: t('rules.waiting_unit'),
          })}
          {renderNumber(
            'periodDays',
            {
              label: t('rules.period'),
              hint: t('rules.period_hint'),
              unit: t('rules.period_unit'),
            },
            1,
          )}
        </div>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t('rules.duplicates')}</legend>
        <div className={styles.choices}>
          {DUPLICATE_RULES.map((value) => (
            <Radio
              key={value}
              name="duplicates"
              value={value}
              defaultChecked={rules.duplicates === value}
              label={t(`rules.duplicates_${value}`)}
              description={t(`rules.duplicates_${value}_hint`)}
            />
          ))}
        </div>
      </fieldset>
      {roles ? (
        <>
          <input type="hidden" name="hasRoles" value="yes" />
          <RolePicker
            name="requiredRoleIds"
            label={t('rules.roles')}
            description={t('rules.roles_hint')}
            roles={roles}
            value={rules.requiredRoleIds}
            error={describeFieldProblem(t, problem, 'requiredRoleIds')}
          />
        </>
      ) : (
        <p className={styles.hint}>{t('picker.unavailable')}</p>
      )}
      <div className={styles.end}>
        <Button
          type="submit"
          variant="accent"
          aria-disabled={!isIdle}
          leftSection={isSaved ? <IconCheck size={16} /> : undefined}
        >
          {t(isSaved ? 'app.saved' : 'app.save')}
        </Button>
        {problem && problem.fields.length === 0 && (
          <p role="alert" className={styles.problem}>
            {Object.values(describeProblem(t, problem)).join('. ')}
          </p>
        )}
      </div>
    </fetcher.Form>
  );
}
