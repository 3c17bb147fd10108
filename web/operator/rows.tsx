import { type CSSProperties, createContext, type ReactNode, useContext } from 'react';
import look from './rows.module.css';

const Names = createContext<readonly string[]>([]);

interface Props {
  label: string;
  /** What each column is called; a card on a phone says it beside each value. */
  columns: readonly string[];
  /** How wide the columns are, as `grid-template-columns`. */
  widths: string;
  children: ReactNode;
}

/** Things side by side: lines with columns where there is room, cards where there is not. */
export function Rows({ label, columns, widths, children }: Props) {
  return (
    <Names.Provider value={columns}>
      <div className={look.rows} style={{ '--widths': widths } as CSSProperties}>
        <div className={look.heads} aria-hidden="true">
          {columns.map((column) => (
            <span key={column}>{column}</span>
          ))}
        </div>
        <ul aria-label={label}>{children}</ul>
      </div>
    </Names.Provider>
  );
}

/** One of them: a value for each column. */
export function Row({ cells }: { cells: readonly ReactNode[] }) {
  const names = useContext(Names);
  return (
    <li>
      <dl className={look.row}>
        {names.map((name, index) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{cells[index]}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
