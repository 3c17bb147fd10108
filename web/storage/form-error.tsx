import { Button } from '@mantine/core';
import { Banner } from '../components/banner.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import type { FailedOutcome } from '../routing/outcome.ts';
import { useT } from '../strings/use-t.ts';
import { storageStrings } from './strings.en.ts';

/** Why a form with secrets was not handled; its sender signs in elsewhere, and the form stays. */
export function FormError({ result }: { result: FailedOutcome }) {
  const t = useT(storageStrings);
  const { title, text } = describeProblem(t, result.problem);
  return (
    <Banner
      tone="bad"
      role="alert"
      title={title}
      action={
        result.problem.code === 'signed_out' && (
          <Button
            component="a"
            href="/auth/login?returnTo=/servers"
            target="_blank"
            rel="noopener"
            size="xs"
          >
            {t('errors.sign_in_tab')}
          </Button>
        )
      }
    >
      {text}
    </Banner>
  );
}
