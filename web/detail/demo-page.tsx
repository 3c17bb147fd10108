import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useT } from '../catalogues/use-t.ts';
import { isProblem } from '../errors/problem.ts';
import { statusAfter } from '../inbox/use-rows.ts';
import type { Demo } from '../presenters/demo.ts';
import type { Outcome } from '../routing/outcome.ts';
import { Answers } from './answers.tsx';
import { Composer } from './composer.tsx';
import { Decision } from './decision.tsx';
import look from './demo-page.module.css';
import { Facts } from './facts.tsx';
import { Head } from './head.tsx';
import { Listen } from './listen.tsx';
import { PlainOutcome } from './plain-outcome.tsx';
import { RejectInline } from './reject-inline.tsx';
import { Timeline } from './timeline.tsx';
import { Troubles } from './troubles.tsx';
import { useDemoKeys } from './use-demo-keys.ts';

interface Props {
  demo: Demo;
  requestIds: { decide: string; status: string; message: string };
  /** Of a form that was posted without script. */
  outcome: Outcome | undefined;
}

/** One demo: what it is, what was said, what to do. */
export function DemoPage({ demo, requestIds, outcome }: Props) {
  return <OneDemo key={demo.number} demo={demo} requestIds={requestIds} outcome={outcome} />;
}

function OneDemo({ demo, requestIds, outcome }: Props) {
  const t = useT();
  const scroll = useRef<HTMLDivElement>(null);
  const fetcher = useFetcher<Outcome>({ key: `act-${demo.number}` });
  const hoped = fetcher.formData ? statusAfter(fetcher.formData) : null;
  const status = hoped ?? demo.status;
  const acts = useDemoKeys({ demo, status, fetcher, requestId: requestIds.decide });
  const problem = outcome && !outcome.ok && isProblem(outcome.problem) ? outcome.problem : null;
  useEffect(() => {
    scroll.current?.scrollTo(0, 0);
  }, []);
  return (
    <article className={look.page} aria-labelledby="demo-title">
      <div className={look.scroll} ref={scroll}>
        <Head demo={demo} status={status} acts={acts} />
        <PlainOutcome outcome={outcome} number={demo.number} />
        <Decision demo={demo} hoped={hoped} acts={acts} />
        <Troubles demo={demo} />
        <RejectInline acts={acts} problem={problem} />
        <Listen demo={demo} />
        <div className={look.columns}>
          <div className={look.story}>
            <Answers demo={demo} />
            <section aria-labelledby="timeline">
              <h2 id="timeline" className={look.heading}>
                {t('demo.timeline')}
              </h2>
              <Timeline demo={demo} />
            </section>
          </div>
          <Facts demo={demo} status={status} requestId={requestIds.status} />
        </div>
      </div>
      <Composer demo={demo} requestId={requestIds.message} problem={problem} />
    </article>
  );
}
