import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '../../components/icons.ts';
import { useT } from '../../strings/use-t.ts';
import { useHydrated } from '../../times/use-hydrated.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './database-requirements.module.css';
import { REQUIRED_PRIVILEGES_SQL } from './required-privileges.ts';

/** Statements to copy, for each kind of database. */
export function PrivilegeStatements() {
  const t = useT(storageStrings);
  const isHydrated = useHydrated();
  return (['postgres', 'mysql'] as const).map((engine) => (
    <figure key={engine} className={styles.statements}>
      <figcaption>
        {t(`storage.engine.${engine}`)}
        {isHydrated && (
          <CopyButton value={REQUIRED_PRIVILEGES_SQL[engine]}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                variant="ghost"
                onClick={copy}
                leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                aria-label={t('connect.copy_named', {
                  engine: t(`storage.engine.${engine}`),
                })}
              >
                {t(copied ? 'connect.copied' : 'connect.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
      <pre tabIndex={0}>
        <code>{REQUIRED_PRIVILEGES_SQL[engine]}</code>
      </pre>
    </figure>
  ));
}
