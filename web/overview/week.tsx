import type { TranslateFn } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import type { OverviewView } from '../presenters/overview.ts';
import pageStyles from './overview.module.css';
import styles from './week.module.css';
import { WeekChart } from './week-chart.tsx';
import { WeekTable } from './week-table.tsx';

/** What came and what was decided in seven days, in a sentence, a chart and a table. */
export function Week({ view }: { view: OverviewView }) {
  const t = useT();
  const { weekTotals, weekBefore } = view;
  return (
    <section aria-labelledby="week">
      <h2 id="week" className={pageStyles.heading}>
        {t('overview.week')}
      </h2>
      <p className={styles.sentence}>
        {t('overview.week_sentence', weekTotals)}{' '}
        <span>{describeComparison(t, weekTotals, weekBefore)}</span>
      </p>
      <ul className={styles.legend} aria-hidden="true">
        <li data-kind="submitted">{t('overview.submitted')}</li>
        <li data-kind="decided">{t('overview.decided')}</li>
      </ul>
      <WeekChart week={view.week} />
      <details className={styles.table}>
        <summary>{t('overview.table')}</summary>
        <WeekTable view={view} />
      </details>
    </section>
  );
}

type Totals = OverviewView['weekTotals'];

function describeComparison(t: TranslateFn, now: Totals, before: Totals): string {
  const sent = now.submitted - before.submitted;
  const decided = now.decided - before.decided;
  const getComparisonKey = (n: number) => (n > 0 ? 'more' : n < 0 ? 'fewer' : 'same');
  const sentence = t('overview.compare', {
    submitted: t(`overview.${getComparisonKey(sent)}`, { n: Math.abs(sent) }),
    decided: t(`overview.decided_${getComparisonKey(decided)}`, { n: Math.abs(decided) }),
  });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
