import { operatorT } from '../strings/operator.ts';
import styles from './console.module.css';

interface Props {
  id: string;
  name: string | null;
  detail?: string | null;
}

/** A server by its name, when it is known, and its id. */
export function ServerName({ id, name, detail }: Props) {
  return (
    <>
      <bdi className={styles.name}>{name ?? operatorT('unnamed')}</bdi>
      <span className={styles.id}>
        {id}
        {detail && ` · ${detail}`}
      </span>
    </>
  );
}
