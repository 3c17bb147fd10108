import { Progress } from '@mantine/core';
import settingsStyles from '../shell/settings.module.css';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import type { Files } from './storage-view.ts';
import styles from './stored-files.module.css';
import { storageStrings } from './strings.en.ts';

/** Where files are kept, how many, how large, and how much room is left. */
export function StoredFiles({ files, region }: { files: Files | null; region: string }) {
  const t = useT(storageStrings);
  return (
    <section className={settingsStyles.note} aria-labelledby="stored-files">
      <h2 id="stored-files">{t('storage.files.title')}</h2>
      <p>{t('storage.files.text', { region })}</p>
      {files ? <Usage files={files} /> : <p>{t('storage.files.unavailable')}</p>}
    </section>
  );
}

function Usage({ files }: { files: Files }) {
  const t = useT(storageStrings);
  const share = files.bytes / files.maxTotalBytes;
  const used = t('storage.files.used', {
    used: formatBytes(t, files.bytes),
    total: formatBytes(t, files.maxTotalBytes),
  });
  const colour = { ok: undefined, nearly_full: 'var(--warn)', full: 'var(--bad)' }[files.level];
  return (
    <div className={styles.usage}>
      <p className={styles.figures}>
        <span>{t('storage.files.count', { count: files.count })}</span>
        <span>{used}</span>
      </p>
      <Progress.Root size={6}>
        <Progress.Section
          value={Math.min(100, 100 * share)}
          aria-label={used}
          {...(colour ? { color: colour } : {})}
        />
      </Progress.Root>
      {files.level !== 'ok' && (
        <p className={styles.warning}>{t(`storage.files.${files.level}`)}</p>
      )}
      <p className={styles.limits}>
        {t('storage.files.limit', { size: formatBytes(t, files.maxFileBytes) })}{' '}
        {files.keptAfterRejectionDays !== null &&
          t('storage.files.kept', { days: files.keptAfterRejectionDays })}
      </p>
    </div>
  );
}
