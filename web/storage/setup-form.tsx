import { Button, type ButtonProps } from '@mantine/core';
import { useFetcher } from '@remix-run/react';
import { Banner } from '../components/banner.tsx';
import { RequestId } from '../components/request-id.tsx';
import { describeProblem } from '../errors/problem-text.ts';
import { useT } from '../strings/use-t.ts';
import type { StorageOutcome } from './outcome.ts';

interface Props extends Pick<ButtonProps, 'variant'> {
  requestId: string;
  label: string;
}

/** Opens a set-up and goes there. */
export function SetupForm({ requestId, label, variant }: Props) {
  const t = useT();
  const fetcher = useFetcher<StorageOutcome>({ key: 'setup' });
  const problem = fetcher.data && !fetcher.data.ok ? fetcher.data.problem : null;
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="setup" />
      <RequestId initialId={requestId} outcome={fetcher.data} />
      <Button type="submit" variant={variant} aria-disabled={fetcher.state !== 'idle'}>
        {label}
      </Button>
      {problem && (
        <Banner tone="bad" role="alert" title={describeProblem(t, problem).title}>
          {describeProblem(t, problem).text}
        </Banner>
      )}
    </fetcher.Form>
  );
}
