import { Button, Kbd } from '@mantine/core';
import { Form } from '@remix-run/react';
import { lazy, useRef } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { Coming } from '../components/coming.tsx';
import { RequestId } from '../components/request-id.tsx';
import look from './acts.module.css';
import type { DemoActs } from './use-demo-keys.ts';

const RejectDialog = lazy(() => import('./reject-dialog.tsx'));

/** Approve, reject, write. Without script: a form, a page with the reason, the field at the foot. */
export function Acts({ acts }: { acts: DemoActs }) {
  const t = useT();
  const { fetcher, action } = acts;
  const wasAsked = useRef(false);
  wasAsked.current ||= acts.isRejecting;
  return (
    <fieldset className={look.acts} aria-label={t('act.group')}>
      {!acts.isDecided && (
        <>
          <Form
            method="post"
            action={action}
            onSubmit={(event) => {
              event.preventDefault();
              acts.approve();
            }}
          >
            <input type="hidden" name="intent" value="approve" />
            <RequestId minted={acts.requestId} outcome={fetcher.data} />
            <Button
              type="submit"
              variant="good"
              rightSection={<Kbd aria-hidden="true">A</Kbd>}
              aria-keyshortcuts="A"
              fullWidth
            >
              {t('act.approve')}
            </Button>
          </Form>
          <Button
            component="a"
            href={withAct(action, 'reject')}
            variant="bad"
            rightSection={<Kbd aria-hidden="true">R</Kbd>}
            aria-keyshortcuts="R"
            onClick={(event: React.MouseEvent) => {
              event.preventDefault();
              acts.setRejecting(true);
            }}
          >
            {t('act.reject')}
          </Button>
        </>
      )}
      <Button
        component="a"
        href="#message"
        rightSection={<Kbd aria-hidden="true">M</Kbd>}
        aria-keyshortcuts="M"
        onClick={(event: React.MouseEvent) => {
          event.preventDefault();
          acts.write();
        }}
      >
        {t('act.message')}
      </Button>
      <Coming>{wasAsked.current && <RejectDialog acts={acts} />}</Coming>
    </fieldset>
  );
}

function withAct(action: string, act: string): string {
  const [path, search] = action.split('?');
  const next = new URLSearchParams(search);
  next.set('act', act);
  return `${path}?${next}`;
}
