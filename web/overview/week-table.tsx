import { useT } from '../catalogues/use-t.ts';
import type { OverviewView } from '../presenters/overview.ts';
import { formatDayName } from './format-day-name.ts';
import styles from './week.module.css';

export function WeekTable({ view }: { view: OverviewView }) {
  const t = useT();
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
            <th scope="row">{formatDayName(day, 'long')}</th>
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
