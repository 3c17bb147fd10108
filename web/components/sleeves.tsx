import { Cover } from './cover.tsx';
import look from './sleeves.module.css';

/** Three sleeves, fanned out: what is to come. */
export function Sleeves() {
  return (
    <span className={look.sleeves}>
      <Cover seed="Kaltes Klares Wasser" size={56} />
      <Cover seed="Basement Letters" size={56} />
      <Cover seed="Glass Horizon" size={56} />
    </span>
  );
}
