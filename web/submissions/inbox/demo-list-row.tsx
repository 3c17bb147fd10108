import { Indicator } from '@mantine/core';
import { Link } from '@remix-run/react';
import { PLATFORM_NAMES } from '../../../domain/links/platform.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Cover } from '../../components/cover.tsx';
import { IconStar } from '../../components/icons.ts';
import { StatusTag } from '../../components/status-tag.tsx';
import { listensStrings } from '../../listens/strings.en.ts';
import { useT } from '../../strings/use-t.ts';
import { Timestamp } from '../../times/timestamp.tsx';
import type { DemoSummary } from '../demo-summary.ts';
import { formatAverage } from '../format-average.ts';
import { PriorityMark } from '../priority-mark.tsx';
import { submissionsStrings } from '../strings.en.ts';
import styles from './demo-list.module.css';

interface Props {
  demo: DemoSummary;
  to: string;
  isSelected: boolean;
  isNew: boolean;
}

export function DemoListRow({ demo, to, isSelected, isNew }: Props) {
  const t = useT(submissionsStrings);
  const nobodyMark = useT(listensStrings)('listens.nobody_mark');
  const assignedTo = demo.assignee ? t('assignee.to', { name: demo.assignee }) : undefined;
  const average = demo.rating === null ? null : formatAverage(t, demo.rating);
  const isUnheard = demo.heardBy === 'nobody';
  return (
    <li className={styles.item} data-new={isNew || undefined}>
      <Link
        to={to}
        className={styles.row}
        aria-current={isSelected ? 'true' : undefined}
        prefetch="intent"
      >
        <Indicator size={10} offset={2} color="var(--dim)" withBorder disabled={!isUnheard}>
          <Cover seed={demo.artist + demo.title} src={demo.coverUrl} size={40} />
        </Indicator>
        <span className={styles.text}>
          <span className={styles.line}>
            <bdi className={styles.track}>{demo.title}</bdi>
            <Timestamp at={demo.createdAt} className={styles.time} />
          </span>
          <span className={styles.line}>
            <span className={styles.meta}>
              <bdi>{demo.artist}</bdi>
              {` · ${demo.hasLink ? PLATFORM_NAMES[demo.platform] : t('demo.file')}`}
            </span>
            <span className={styles.status} title={assignedTo}>
              <PriorityMark priority={demo.priority} />
              {average && (
                <span className={styles.rating} aria-hidden="true">
                  <IconStar size={12} />
                  {average}
                </span>
              )}
              {demo.assignee && <Avatar name={demo.assignee} size={18} />}
              <StatusTag status={demo.status} />
            </span>
          </span>
          {demo.priority !== 'normal' && (
            <span className={styles.number}>{t(`priority.${demo.priority}_mark`)}</span>
          )}
          {average && <span className={styles.number}>{t('rating.of_five', { average })}</span>}
          {assignedTo && <span className={styles.number}>{assignedTo}</span>}
          <span className={styles.number}>{t('demo.number', { number: demo.number })}</span>
          {isUnheard && <span className={styles.number}>{nobodyMark}</span>}
        </span>
      </Link>
    </li>
  );
}
