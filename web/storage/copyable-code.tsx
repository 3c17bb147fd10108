import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '../components/icons.ts';
import { useT } from '../strings/use-t.ts';
import { useHydrated } from '../times/use-hydrated.ts';
import styles from './copyable-code.module.css';
import { storageStrings } from './strings.en.ts';

/** Text for a console, with a button that copies it. */
export function CopyableCode({
  title,
  copyLabel,
  code,
}: {
  title: string;
  /** What the button copies. */
  copyLabel: string;
  code: string;
}) {
  const t = useT(storageStrings);
  const isHydrated = useHydrated();
  return (
    <figure className={styles.code}>
      <figcaption>
        {title}
        {isHydrated && (
          <CopyButton value={code}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                variant="ghost"
                onClick={copy}
                leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                aria-label={copyLabel}
              >
                {t(copied ? 'connect.copied' : 'connect.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
