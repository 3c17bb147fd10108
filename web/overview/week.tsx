import type { T } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import type { OverviewView } from '../presenters/overview.ts';
import page from './overview.module.css';
import look from './week.module.css';
import { WeekChart } from './week-chart.tsx';
import { WeekTable } from './week-table.tsx';

/** What came and what was decided in seven days, in a sentence, a chart and a table. */
export function Week({ view }: { view: OverviewView }) {
  const t = useT();
  const { weekTotals, weekBefore } = view;
  return (
    <section aria-labelledby="week">
      <h2 id="week" className={page.heading}>
        {t('overview.week')}
      </h2>
      <p className={look.sentence}>
        {t('overview.week_sentence', weekTotals)}{' '}
        <span>{comparison(t, weekTotals, weekBefore)}</span>
      </p>
      <ul className={look.legend} aria-hidden="true">
        <li data-kind="submitted">{t('overview.submitted')}</li>
        <li data-kind="decided">{t('overview.decided')}</li>
      </ul>
      <WeekChart week={view.week} />
      <details className={look.table}>
        <summary>{t('overview.table')}</summary>
        <WeekTable view={view} />
      </details>
    </section>
  );
}

type Totals = OverviewView['weekTotals'];

function comparison(t: T, now: Totals, before: Totals): string {
  const sent = now.submitted - before.submitted;
  const decided = now.decided - before.decided;
  const word = (n: number) => (n > 0 ? 'more' : n < 0 ? 'fewer' : 'same');
  const sentence = t('overview.compare', {
    submitted: t(`overview.${word(sent)}`, { n: Math.abs(sent) }),
    decided: t(`overview.decided_${word(decided)}`, { n: Math.abs(decided) }),
  });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
