import { Progress } from '@mantine/core';
import { Banner } from '../components/banner.tsx';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import { BucketOffer } from './bucket/bucket-offer.tsx';
import { BucketPanel } from './bucket/bucket-panel.tsx';
import type { StorageOutcome } from './outcome.ts';
import pageStyles from './storage-page.module.css';
import type { Files, Storage } from './storage-view.ts';
import styles from './stored-files.module.css';
import { storageStrings } from './strings.en.ts';

interface Props {
  storage: Storage;
  /** Null while the database does not answer. */
  files: Files | null;
  requestIds: { retestBucket: string; disconnectBucket: string };
  outcome: StorageOutcome | undefined;
}

/** Where files are kept, how many, how large, and how much room is left. */
export function StoredFiles({ storage, files, requestIds, outcome }: Props) {
  const t = useT(storageStrings);
  const { bucket, canUseBucket, homeRegion: region } = storage;
  return (
    <section className={pageStyles.section} id="files" aria-labelledby="stored-files">
      <h2 id="stored-files">{t('storage.files.title')}</h2>
      <p>{bucket ? t('storage.files.text_bucket') : t('storage.files.text', { region })}</p>
      {storage.isRelocatingFiles && bucket?.isUsable !== false && (
        <Banner
          tone="wait"
          title={
            bucket
              ? t('storage.files.moving_to_bucket')
              : t('storage.files.moving_to_region', { region })
          }
        >
          {t('storage.files.moving_text')}
        </Banner>
      )}
      {files ? <Usage files={files} /> : <p>{t('storage.files.unavailable')}</p>}
      {bucket ? (
        <BucketPanel
          bucket={bucket}
          canUseBucket={canUseBucket}
          region={region}
          requestIds={requestIds}
          outcome={outcome}
        />
      ) : (
        <BucketOffer canUseBucket={canUseBucket} />
      )}
    </section>
  );
}

function Usage({ files }: { files: Files }) {
  const t = useT(storageStrings);
  const { maxTotalBytes } = files;
  const bytes = formatBytes(t, files.bytes);
  const used =
    maxTotalBytes === null
      ? t('storage.files.used_unlimited', { used: bytes })
      : t('storage.files.used', { used: bytes, total: formatBytes(t, maxTotalBytes) });
  const colour = { ok: undefined, nearly_full: 'var(--warn)', full: 'var(--bad)' }[files.level];
  return (
    <div className={styles.usage}>
      <p className={styles.figures} data-unlimited={maxTotalBytes === null || undefined}>
        <span>{t('storage.files.count', { count: files.count })}</span>
        <span>{used}</span>
      </p>
      {maxTotalBytes !== null && (
        <Progress.Root size={6}>
          <Progress.Section
            value={Math.min(100, Math.round((1_000 * files.bytes) / maxTotalBytes) / 10)}
            aria-label={used}
            {...(colour ? { color: colour } : {})}
          />
        </Progress.Root>
      )}
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
