import type { ReactNode } from 'react';
import { isDecision, type Status } from '../../../domain/submissions/status.ts';
import { HeardList } from '../../listens/heard-list.tsx';
import type { ListensView } from '../../listens/listens-view.ts';
import { listensStrings } from '../../listens/strings.en.ts';
import { useT } from '../../strings/use-t.ts';
import { useClock } from '../../times/clock.tsx';
import { formatDuration } from '../../times/format-duration.ts';
import { Timestamp } from '../../times/timestamp.tsx';
import { submissionsStrings } from '../strings.en.ts';
import { DemoAssignee } from './demo-assignee.tsx';
import styles from './demo-facts.module.css';
import pageStyles from './demo-page.module.css';
import { DemoPriority } from './demo-priority.tsx';
import type { Demo } from './demo-view.ts';
import { StatusMenu } from './status-menu.tsx';

interface Props {
  demo: Demo;
  listens: ListensView;
  isAssignedToMe: boolean;
  status: Status;
  requestIds: { status: string; assign: string; priority: string };
  /** Sections between review and artist. */
  children: ReactNode;
}

/** The demo in figures, and its artist's history with the label. */
export function DemoFacts(props: Props) {
  const { demo, listens, isAssignedToMe, status, requestIds, children } = props;
  const t = useT(submissionsStrings);
  const heardName = useT(listensStrings)('listens.heard');
  const { now } = useClock();
  const { totals, delivery, trackInfo } = demo;
  const finalDecision = isDecision(demo.status) && demo.decision;
  return (
    <aside className={styles.facts}>
      <section aria-labelledby="review">
        <h2 id="review" className={pageStyles.heading}>
          {t('demo.review')}
        </h2>
        <dl>
          <Fact name={t('demo.facts.status')}>
            <StatusMenu demo={demo} status={status} requestId={requestIds.status} />
          </Fact>
          <Fact name={t('demo.facts.assignee')}>
            <DemoAssignee demo={demo} isMine={isAssignedToMe} requestId={requestIds.assign} />
          </Fact>
          <Fact name={t('demo.facts.priority')}>
            <DemoPriority demo={demo} requestId={requestIds.priority} />
          </Fact>
          <Fact name={t(finalDecision ? 'demo.facts.waited' : 'demo.facts.waiting')}>
            {formatDuration(t, (finalDecision ? finalDecision.at : now) - demo.createdAt)}
          </Fact>
          <Fact name={t('demo.facts.sent')}>
            <Timestamp at={demo.createdAt} format="stamp" />
          </Fact>
          {demo.heardBy && (
            <Fact name={heardName}>
              <HeardList {...listens} />
            </Fact>
          )}
          {trackInfo && (
            <Fact name={t('demo.facts.on_platform', { platform: trackInfo.platform })}>
              <bdi className={styles.long} title={trackInfo.text}>
                {trackInfo.text}
              </bdi>
            </Fact>
          )}
          {(delivery.cardUrl || delivery.threadUrl) && (
            <Fact name={t('demo.facts.card')}>
              <span className={styles.links}>
                {delivery.cardUrl && (
                  <ExternalLink href={delivery.cardUrl}>{t('demo.facts.card_link')}</ExternalLink>
                )}
                {delivery.threadUrl && (
                  <ExternalLink href={delivery.threadUrl}>
                    {t('demo.facts.thread_link')}
                  </ExternalLink>
                )}
              </span>
            </Fact>
          )}
        </dl>
      </section>
      {children}
      <section aria-labelledby="artist">
        <h2 id="artist" className={pageStyles.heading}>
          {t('demo.artist')}
        </h2>
        <dl>
          <Fact name={t('demo.facts.handle')}>
            <bdi title={demo.handle}>{demo.handle}</bdi>
          </Fact>
          <Fact name={t('demo.facts.submitted')}>
            {t('demo.facts.demos', { count: totals.submitted })}
          </Fact>
          <Fact name={t('demo.facts.approved')}>{totals.approved}</Fact>
          {totals.lastAt !== null && totals.submitted > 1 && (
            <Fact name={t('demo.facts.last')}>
              <Timestamp at={totals.lastAt} />
            </Fact>
          )}
        </dl>
      </section>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ExternalLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
