import { useFetcher } from '@remix-run/react';
import { useRef } from 'react';
import { isProblem } from '../../errors/problem.ts';
import type { ListensView } from '../../listens/listens-view.ts';
import type { NoteView } from '../../notes/note-view.ts';
import { NotesSection } from '../../notes/notes-section.tsx';
import type { PlayableTrack } from '../../player/playable-track.ts';
import { TrackPlayer } from '../../player/track-player.tsx';
import { useScrollRestoration } from '../../routing/use-scroll-restoration.ts';
import { useT } from '../../strings/use-t.ts';
import { getOptimisticStatus } from '../inbox/use-inbox-rows.ts';
import { submissionsStrings } from '../strings.en.ts';
import { DecisionBanner } from './decision-banner.tsx';
import { DeliveryWarnings } from './delivery-warnings.tsx';
import { DemoFacts } from './demo-facts.tsx';
import { DemoFiles } from './demo-files.tsx';
import { DemoHeader } from './demo-header.tsx';
import styles from './demo-page.module.css';
import { DemoRating } from './demo-rating.tsx';
import { DemoTags } from './demo-tags.tsx';
import type { Demo } from './demo-view.ts';
import { toDraftSubject } from './draft-subject.ts';
import { FormAnswers } from './form-answers.tsx';
import { InlineRejectForm } from './inline-reject-form.tsx';
import { ListenLink } from './listen-link.tsx';
import { MessageComposer } from './message-composer.tsx';
import { NoScriptOutcome } from './no-script-outcome.tsx';
import type { DemoOutcome } from './outcome.ts';
import type { ReasonChoice } from './reason-choices.ts';
import { Timeline } from './timeline.tsx';
import { UnsentDecision } from './unsent-decision.tsx';
import { useDemoActions } from './use-demo-actions.ts';

interface Props {
  demo: Demo;
  /** What can be played in place. */
  tracks: readonly PlayableTrack[];
  notes: readonly NoteView[];
  listens: ListensView;
  isAssignedToMe: boolean;
  /** The stars of whoever looks; null: none yet. */
  myStars: number | null;
  /** Tags that the label uses. */
  tags: readonly string[];
  /** Saved ones, for a rejection. */
  reasons: readonly ReasonChoice[];
  requestIds: Record<
    | 'decide'
    | 'status'
    | 'message'
    | 'tag'
    | 'untag'
    | 'removeFile'
    | 'note'
    | 'removeNote'
    | 'assign'
    | 'priority'
    | 'rate'
    | 'unrate',
    string
  >;
  /** Of a form that was posted without script. */
  outcome: DemoOutcome | undefined;
}

/** A demo: its header, conversation, facts and actions. */
export function DemoPage(props: Props) {
  return <DemoArticle key={props.demo.number} {...props} />;
}

function DemoArticle(props: Props) {
  const { demo, tracks, notes, listens, isAssignedToMe, myStars, tags, reasons } = props;
  const { requestIds, outcome } = props;
  const t = useT(submissionsStrings);
  const scrollContainer = useRef<HTMLDivElement>(null);
  const fetcher = useFetcher<DemoOutcome>({ key: `act-${demo.number}` });
  const optimisticStatus = fetcher.formData ? getOptimisticStatus(fetcher.formData) : null;
  const status = optimisticStatus ?? demo.status;
  const actions = useDemoActions({ demo, status, fetcher, reasons, requestId: requestIds.decide });
  const problem = outcome && !outcome.ok && isProblem(outcome.problem) ? outcome.problem : null;
  const isLinkPlayable = tracks.some(({ source }) => source.kind === 'embed');
  useScrollRestoration(scrollContainer, 'demo', String(demo.number));
  return (
    <article className={styles.page} aria-labelledby="demo-title">
      <div className={styles.scroll} ref={scrollContainer}>
        <DemoHeader demo={demo} status={status} actions={actions} />
        <NoScriptOutcome outcome={outcome} number={demo.number} />
        <UnsentDecision actions={actions} />
        <DecisionBanner demo={demo} optimisticStatus={optimisticStatus} actions={actions} />
        <DeliveryWarnings demo={demo} />
        <InlineRejectForm actions={actions} problem={problem} />
        <TrackPlayer demo={demo} tracks={tracks} link={demo} />
        {!isLinkPlayable && (demo.url || tracks.length === 0) && <ListenLink demo={demo} />}
        <div className={styles.columns}>
          <div className={styles.story}>
            {demo.files.length > 0 && <DemoFiles demo={demo} requestId={requestIds.removeFile} />}
            <FormAnswers demo={demo} />
            <NotesSection
              number={demo.number}
              notes={notes}
              tracks={tracks}
              hasLink={demo.url !== null}
              draftSubject={toDraftSubject(demo.number)}
              requestIds={requestIds}
              headingClass={styles.heading ?? ''}
            />
            <section aria-labelledby="timeline">
              <h2 id="timeline" className={styles.heading}>
                {t('demo.timeline')}
              </h2>
              <Timeline demo={demo} />
            </section>
          </div>
          <DemoFacts
            demo={demo}
            listens={listens}
            isAssignedToMe={isAssignedToMe}
            status={status}
            requestIds={requestIds}
          >
            <DemoRating demo={demo} myStars={myStars} requestIds={requestIds} />
            <DemoTags demo={demo} suggestions={tags} requestIds={requestIds} />
          </DemoFacts>
        </div>
      </div>
      <MessageComposer demo={demo} requestId={requestIds.message} problem={problem} />
    </article>
  );
}
