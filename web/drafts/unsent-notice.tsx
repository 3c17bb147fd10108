import { Button } from '@mantine/core';
import { Banner } from '../components/banner.tsx';
import type { Problem } from '../errors/problem.ts';
import { describeProblem } from '../errors/problem-text.ts';
import { useT } from '../strings/use-t.ts';

interface Props {
  /** Null: it is not known any more, e.g. after the page was loaded again. */
  problem: Problem | null;
  /** Whether the form holds something that was typed. */
  hasText: boolean;
  /** Sends it again; without it the button submits the form around it. */
  onResend?: () => void;
}

/** A form that was not handled: why, that what was typed is kept, and a button to send it again. */
export function UnsentNotice({ problem, hasText, onResend }: Props) {
  const t = useT();
  const description = problem && describeProblem(t, problem);
  return (
    <Banner
      tone="bad"
      role="alert"
      title={t('unsent.title')}
      action={
        <Button type={onResend ? 'button' : 'submit'} onClick={onResend} size="xs">
          {t('unsent.resend')}
        </Button>
      }
    >
      {description && `${description.title}. `}
      {hasText ? t('unsent.kept') : description?.text}
      {problem?.requestId && ` ${problem.requestId}`}
    </Banner>
  );
}
