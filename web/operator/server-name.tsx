import { operatorT } from '../catalogues/operator.ts';
import look from './console.module.css';

interface Props {
  id: string;
  name: string | null;
  more?: string | null;
}

/** A server by its name, when it is known, and its id. */
export function ServerName({ id, name, more }: Props) {
  return (
    <>
      <bdi className={look.name}>{name ?? operatorT('unnamed')}</bdi>
      <span className={look.id}>
        {id}
        {more && ` · ${more}`}
      </span>
    </>
  );
}
