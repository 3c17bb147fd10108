import { type CSSProperties, createContext, type ReactNode, useContext } from 'react';
import styles from './data-table.module.css';

const ColumnsContext = createContext<readonly string[]>([]);

interface Props {
  label: string;
  /** What each column is called; a card on a phone says it beside each value. */
  columns: readonly string[];
  /** How wide the columns are, as `grid-template-columns`. */
  widths: string;
  children: ReactNode;
}

/** A table on wide screens, cards on narrow ones. */
export function DataTable({ label, columns, widths, children }: Props) {
  return (
    <ColumnsContext.Provider value={columns}>
      <div className={styles.rows} style={{ '--widths': widths } as CSSProperties}>
        <div className={styles.heads} aria-hidden="true">
          {columns.map((column) => (
            <span key={column}>{column}</span>
          ))}
        </div>
        <ul aria-label={label}>{children}</ul>
      </div>
    </ColumnsContext.Provider>
  );
}

/** A row: a value for each column. */
export function DataTableRow({ cells }: { cells: readonly ReactNode[] }) {
  const columns = useContext(ColumnsContext);
  return (
    <li>
      <dl className={styles.row}>
        {columns.map((column, index) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>{cells[index]}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
