import { Button } from '@mantine/core';
import { useFetcher, useLocation } from '@remix-run/react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { STARS } from '../../../domain/ratings/stars.ts';
import { IconStar } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import type { Outcome } from '../../routing/outcome.ts';
import { useT } from '../../strings/use-t.ts';
import { formatAverage } from '../format-average.ts';
import { submissionsStrings } from '../strings.en.ts';
import pageStyles from './demo-page.module.css';
import styles from './demo-rating.module.css';
import type { Demo } from './demo-view.ts';
import type { DemoResults } from './outcome.ts';

interface Props {
  demo: Demo;
  /** The stars of whoever looks; null: none yet. */
  myStars: number | null;
  requestIds: { rate: string; unrate: string };
}

/**
 * What the team thinks of the demo, and a choice of stars: radio buttons, so that it works by
 * keyboard and without script. A click on a star sends it; from the keyboard, Enter or the button.
 */
export function DemoRating({ demo, myStars, requestIds }: Props) {
  const t = useT(submissionsStrings);
  const { pathname, search } = useLocation();
  const action = pathname + search;
  const rating = useFetcher<Outcome<DemoResults, 'rate'>>({ key: `rate-${demo.number}` });
  const removing = useFetcher<Outcome<DemoResults, 'unrate'>>({ key: `unrate-${demo.number}` });
  const form = useRef<HTMLFormElement>(null);
  // What is stored is checked, also after it was changed elsewhere or removed.
  useEffect(() => {
    for (const radio of form.current?.querySelectorAll<HTMLInputElement>('[type="radio"]') ?? [])
      radio.checked = Number(radio.value) === myStars;
  }, [myStars]);
  const isIdle = rating.state === 'idle' && removing.state === 'idle';
  const failed = [rating, removing]
    .filter(({ state }) => state === 'idle')
    .map(({ data }) => data)
    .find((outcome) => outcome && !outcome.ok);
  // A click of the mouse or a finger has a count; the arrow keys, which only move, have none.
  const submitClick = ({ detail }: MouseEvent) => {
    if (detail > 0 && isIdle) form.current?.requestSubmit();
  };
  return (
    <section aria-labelledby="rating">
      <h2 id="rating" className={pageStyles.heading}>
        {t('rating.title')}
      </h2>
      {demo.rating !== null && (
        <p className={styles.average}>
          <IconStar size={14} aria-hidden="true" />
          {t('rating.average', {
            average: formatAverage(t, demo.rating),
            count: demo.ratingCount,
          })}
        </p>
      )}
      {demo.ratings.length > 0 && (
        <ul className={styles.given}>
          {demo.ratings.map(({ id, by, stars }) => (
            <li key={id}>
              <bdi className={styles.name} title={by}>
                {by}
              </bdi>
              <span>{t('rating.stars', { count: stars })}</span>
            </li>
          ))}
        </ul>
      )}
      <rating.Form ref={form} method="post" action={action} className={styles.form}>
        <input type="hidden" name="intent" value="rate" />
        <RequestId initialId={requestIds.rate} outcome={rating.data} />
        <fieldset className={styles.stars}>
          <legend className={styles.legend}>{t('rating.mine')}</legend>
          {STARS.map((stars) => (
            <label key={stars} className={styles.star}>
              <input
                type="radio"
                name="stars"
                value={stars}
                required
                defaultChecked={stars === myStars}
                aria-label={t('rating.stars', { count: stars })}
                onClick={submitClick}
              />
              <IconStar size={20} aria-hidden="true" />
            </label>
          ))}
        </fieldset>
        <Button type="submit" size="xs" aria-disabled={!isIdle}>
          {t('rating.rate')}
        </Button>
      </rating.Form>
      {myStars !== null && (
        <removing.Form method="post" action={action}>
          <input type="hidden" name="intent" value="unrate" />
          <RequestId initialId={requestIds.unrate} outcome={removing.data} />
          <button type="submit" className={styles.remove} aria-disabled={!isIdle}>
            {t('rating.remove')}
          </button>
        </removing.Form>
      )}
      {failed && !failed.ok && (
        <p className={styles.problem} role="alert">
          {describeProblem(t, failed.problem).text}
        </p>
      )}
    </section>
  );
}
