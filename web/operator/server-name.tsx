import { useT } from '../strings/use-t.ts';
import styles from './console.module.css';
import { operatorStrings } from './strings.en.ts';

interface Props {
  id: string;
  name: string | null;
  detail?: string | null;
}

/** A server by its name, when it is known, and its id. */
export function ServerName({ id, name, detail }: Props) {
  const t = useT(operatorStrings);
  return (
    <>
      <bdi className={styles.name}>{name ?? t('operator.unnamed')}</bdi>
      <span className={styles.id}>
        {id}
        {detail && ` · ${detail}`}
      </span>
    </>
  );
}
