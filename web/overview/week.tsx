import { useT } from '../strings/use-t.ts';
import { formatDayName } from './format-day-name.ts';
import pageStyles from './overview.module.css';
import type { OverviewView } from './overview-view.ts';
import { type OverviewTranslate, overviewStrings } from './strings.en.ts';
import styles from './week.module.css';
import { WeekChart } from './week-chart.tsx';

/** What came and what was decided in seven days, in a sentence, a chart and a table. */
export function Week({ view }: { view: OverviewView }) {
  const t = useT(overviewStrings);
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

function describeComparison(t: OverviewTranslate, now: Totals, before: Totals): string {
  const sent = now.submitted - before.submitted;
  const decided = now.decided - before.decided;
  const getComparisonKey = (n: number) => (n > 0 ? 'more' : n < 0 ? 'fewer' : 'same');
  const sentence = t('overview.compare', {
    submitted: t(`overview.${getComparisonKey(sent)}`, { n: Math.abs(sent) }),
    decided: t(`overview.decided_${getComparisonKey(decided)}`, { n: Math.abs(decided) }),
  });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function WeekTable({ view }: { view: OverviewView }) {
  const t = useT(overviewStrings);
  return (
    <table className={styles.cells}>
      <thead>
        <tr>
          <th scope="col">{t('overview.table_day')}</th>
          <th scope="col">{t('overview.submitted')}</th>
          <th scope="col">{t('overview.decided')}</th>
        </tr>
      </thead>
      <tbody>
        {view.week.map(({ day, submitted, decided }) => (
          <tr key={day}>
            <th scope="row">{formatDayName(t, day, 'long')}</th>
            <td>{submitted}</td>
            <td>{decided}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('overview.this_week')}</th>
          <td>{view.weekTotals.submitted}</td>
          <td>{view.weekTotals.decided}</td>
        </tr>
        <tr>
          <th scope="row">{t('overview.week_before')}</th>
          <td>{view.weekBefore.submitted}</td>
          <td>{view.weekBefore.decided}</td>
        </tr>
      </tfoot>
    </table>
  );
}
