import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconAlert, IconCheck, IconPaperclip, IconX } from '../components/icons.ts';
import { formatBytes } from '../strings/format-bytes.ts';
import { useT } from '../strings/use-t.ts';
import { uploadsStrings } from './strings.en.ts';
import type { UploadItem } from './upload-item.ts';
import styles from './upload-row.module.css';
import type { UploadView } from './upload-view.ts';

interface Props {
  item: UploadItem;
  limits: UploadView['limits'];
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
}

/** One file: how far it is, or why it is not uploaded. */
export function UploadRow({ item, limits, onRetry, onRemove }: Props) {
  const t = useT(uploadsStrings);
  const { key, name, sizeBytes, sentBytes, state, problem } = item;
  const progress = t('uploads.progress', {
    sent: formatBytes(t, sentBytes),
    total: formatBytes(t, sizeBytes),
  });
  const text =
    state === 'failed'
      ? t([`uploads.problem.${problem}`, 'uploads.problem.other'], {
          size: formatBytes(t, limits.maxFileBytes),
          max: limits.maxFiles,
        })
      : t(`uploads.state.${state}`);
  const isPending = state !== 'done' && state !== 'failed';
  const StateIcon = state === 'done' ? IconCheck : state === 'failed' ? IconAlert : IconPaperclip;
  return (
    <li className={styles.row} data-state={state}>
      <span className={styles.icon} aria-hidden="true">
        <StateIcon size={18} stroke={2} />
      </span>
      <div className={styles.words}>
        <p className={styles.name} dir="auto">
          {name}
        </p>
        <p className={styles.facts}>
          <span className={styles.state}>{text}</span>
          <span className={styles.size}>
            {isPending && sentBytes > 0 ? progress : formatBytes(t, sizeBytes)}
          </span>
        </p>
        {isPending && (
          <Progress.Root size={4}>
            <Progress.Section
              value={sizeBytes > 0 ? (100 * sentBytes) / sizeBytes : 0}
              aria-label={`${name}: ${progress}`}
            />
          </Progress.Root>
        )}
      </div>
      {state === 'failed' && problem === 'other' && (
        <Button size="xs" variant="quiet" onClick={() => onRetry(key)}>
          {t('uploads.retry')}
        </Button>
      )}
      <ActionIcon
        variant="ghost"
        size="lg"
        aria-label={t('uploads.remove', { name })}
        onClick={() => onRemove(key)}
      >
        <IconX size={16} stroke={2} />
      </ActionIcon>
    </li>
  );
}
