import { useT } from '../../strings/use-t.ts';
import { CopyableCode } from '../copyable-code.tsx';
import { storageStrings } from '../strings.en.ts';
import { REQUIRED_PRIVILEGES_SQL } from './required-privileges.ts';

/** Statements to copy, for each kind of database. */
export function PrivilegeStatements() {
  const t = useT(storageStrings);
  return (['postgres', 'mysql'] as const).map((engine) => {
    const name = t(`storage.engine.${engine}`);
    return (
      <CopyableCode
        key={engine}
        title={name}
        copyLabel={t('connect.copy_named', { engine: name })}
        code={REQUIRED_PRIVILEGES_SQL[engine]}
      />
    );
  });
}
