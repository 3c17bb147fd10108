import { Button, TextInput } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import settingsStyles from '../shell/settings.module.css';
import { useT } from '../strings/use-t.ts';
import { plansStrings } from './strings.en.ts';

/** Takes a code that gives the server a plan. */
export function RedeemForm({
  requestId,
  outcome,
}: {
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}) {
  const t = useT(plansStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'redeem' });
  const result = fetcher.data ?? outcomeOf(outcome, 'redeem');
  const isIdle = fetcher.state === 'idle';
  const problem = isIdle && result && !result.ok ? result.problem : null;
  const isRedeemed = isIdle && (result ? result.ok : search.get('did') === 'redeem');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (fetcher.data?.ok && field.current) field.current.value = '';
  }, [fetcher.data]);
  return (
    <fetcher.Form method="post" className={settingsStyles.form}>
      <input type="hidden" name="intent" value="redeem" />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <TextInput
        ref={field}
        className={settingsStyles.field}
        name="code"
        label={t('plans.redeem.label')}
        description={t('plans.redeem.hint')}
        placeholder="VK-"
        maxLength={100}
        required
        withAsterisk={false}
        autoComplete="off"
        spellCheck={false}
        error={
          describeFieldProblem(t, problem, 'code') ??
          (problem ? describeProblem(t, problem).text : null)
        }
        inputWrapperOrder={['label', 'description', 'input', 'error']}
      />
      <Button
        type="submit"
        aria-disabled={!isIdle}
        leftSection={isRedeemed ? <IconCheck size={16} /> : undefined}
      >
        {t(isRedeemed ? 'plans.redeem.done' : 'plans.redeem.submit')}
      </Button>
    </fetcher.Form>
  );
}
