import { Button, Kbd } from '@mantine/core';
import { Form } from '@remix-run/react';
import type { CSSProperties } from 'react';
import { isDecision, type Status } from '../../domain/submissions/status.ts';
import { useT } from '../catalogues/use-t.ts';
import { RequestId } from '../components/request-id.tsx';
import { StatusGlyph } from '../components/status-glyph.tsx';
import type { Demo } from '../presenters/demo.ts';
import { useHydrated } from '../times/hydrated.ts';
import { When } from '../times/when.tsx';
import look from './decision.module.css';
import { useCountdown } from './use-countdown.ts';
import type { DemoActs } from './use-demo-keys.ts';

interface Props {
  demo: Demo;
  /** The status that an act on its way will bring. */
  hoped: Status | null;
  acts: DemoActs;
}

/** Who decided what, and for a short while the way back. */
export function Decision({ demo, hoped, acts }: Props) {
  const t = useT();
  const isHydrated = useHydrated();
  const { decision } = demo;
  const seconds = useCountdown(decision?.undoUntil ?? null);
  const status = hoped ?? demo.status;
  if (!isDecision(status)) return null;
  const isFresh = decision !== null && seconds !== null && seconds > 0;
  return (
    <section className={look.banner} data-status={status} aria-live="polite">
      <StatusGlyph status={status} size={18} />
      <div className={look.text}>
        <p className={look.title}>
          {decision && !hoped ? (
            <>
              {t(`decided.${status}`, { name: decision.by })}{' '}
              <When at={decision.at} className={look.at} />
            </>
          ) : (
            t(`decided.${status}_now`)
          )}
        </p>
        {decision?.reason && !hoped && (
          <p className={look.reason} dir="auto">
            {decision.reason}
          </p>
        )}
        {isFresh && decision?.undoUntil ? (
          <p className={look.hint}>
            {isHydrated ? (
              t('decided.leaves', { n: seconds })
            ) : (
              <>
                {t('decided.leaves_soon')} <When at={decision.undoUntil} as="stamp" />
              </>
            )}
          </p>
        ) : (
          !hoped && <p className={look.hint}>{t('decided.told')}</p>
        )}
      </div>
      {isFresh && decision?.undoUntil && (
        <Form
          method="post"
          action={acts.action}
          onSubmit={(event) => {
            event.preventDefault();
            acts.undo();
          }}
        >
          <input type="hidden" name="intent" value="undo" />
          <RequestId minted={acts.requestId} outcome={acts.fetcher.data} />
          <Button
            type="submit"
            className={look.undo}
            style={{ '--left': `${seconds}s` } as CSSProperties}
            rightSection={<Kbd aria-hidden="true">U</Kbd>}
            aria-keyshortcuts="U"
          >
            {t('act.undo')}
          </Button>
        </Form>
      )}
    </section>
  );
}
