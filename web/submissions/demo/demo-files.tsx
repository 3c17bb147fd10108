import { useFetcher, useLocation } from '@remix-run/react';
import { Disclosure } from '../../components/disclosure.tsx';
import { IconDownload, IconPaperclip, IconTrash } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { isProblem } from '../../errors/problem.ts';
import { describeProblem } from '../../errors/problem-text.ts';
import { formatPosition } from '../../player/timeline/format-position.ts';
import type { Outcome } from '../../routing/outcome.ts';
import { formatBytes } from '../../strings/format-bytes.ts';
import { useT } from '../../strings/use-t.ts';
import { type SubmissionsTranslate, submissionsStrings } from '../strings.en.ts';
import styles from './demo-files.module.css';
import pageStyles from './demo-page.module.css';
import type { Demo } from './demo-view.ts';
import type { FileView } from './file-view.ts';
import type { DemoResults } from './outcome.ts';

type RemoveOutcome = Outcome<DemoResults, 'remove_file'>;

/** The files that came with a demo, of which there are some: what each is, to save or to remove. */
export function DemoFiles({ demo, requestId }: { demo: Demo; requestId: string }) {
  const t = useT(submissionsStrings);
  const { pathname, search } = useLocation();
  const removing = useFetcher<RemoveOutcome>({ key: `remove-file-${demo.number}` });
  const problem =
    removing.data && !removing.data.ok && isProblem(removing.data.problem)
      ? removing.data.problem
      : null;
  return (
    <section aria-labelledby="files">
      <h2 id="files" className={pageStyles.heading}>
        {t('demo.files.title')}
      </h2>
      {problem && (
        <p className={styles.error} role="alert">
          {describeProblem(t, problem).text}
        </p>
      )}
      <removing.Form method="post" action={pathname + search}>
        <input type="hidden" name="intent" value="remove_file" />
        <RequestId initialId={requestId} outcome={removing.data} />
        <ul className={styles.files}>
          {demo.files.map((file) => (
            <FileRow
              key={file.id}
              file={file}
              isRemoving={removing.formData?.get('fileId') === file.id}
            />
          ))}
        </ul>
      </removing.Form>
    </section>
  );
}

function FileRow({ file, isRemoving }: { file: FileView; isRemoving: boolean }) {
  const t = useT(submissionsStrings);
  return (
    <li className={styles.file} data-lost={file.problem !== null || isRemoving || undefined}>
      <IconPaperclip size={16} stroke={2} aria-hidden="true" className={styles.icon} />
      <div className={styles.text}>
        <bdi className={styles.name} title={file.name}>
          {file.name}
        </bdi>
        <p className={styles.facts}>{describeFile(t, file)}</p>
      </div>
      {file.downloadUrl && (
        <a
          className={styles.action}
          href={file.downloadUrl}
          download={file.name}
          aria-label={t('demo.files.download_label', { name: file.name })}
        >
          <IconDownload size={16} stroke={2} aria-hidden="true" />
        </a>
      )}
      {(file.problem === null || file.problem === 'lost') && (
        <Disclosure
          label={t('demo.files.remove_label', { name: file.name })}
          trigger={<IconTrash size={16} stroke={2} aria-hidden="true" />}
          triggerClass={styles.action}
          panelClass={styles.confirm}
        >
          <p>{t('demo.files.remove_hint')}</p>
          <button
            type="submit"
            name="fileId"
            value={file.id}
            className={styles.remove}
            aria-disabled={isRemoving}
          >
            {t('demo.files.remove_confirm')}
          </button>
        </Disclosure>
      )}
    </li>
  );
}

/** `FLAC · 24-bit · 48 kHz · 3:42 · −9.1 LUFS · 38.1 MB`, or what became of it. */
function describeFile(t: SubmissionsTranslate, file: FileView): string {
  if (file.problem) return t(`demo.files.problem.${file.problem}`);
  const facts = [
    file.format?.replace(/^ogg_/, '').toUpperCase(),
    file.bits && t('demo.files.bits', { bits: file.bits }),
    file.sampleRate && formatKilohertz(t.locale, file.sampleRate),
    file.durationMs && formatPosition(file.durationMs),
    file.loudness !== null && t('demo.files.loudness', { value: file.loudness }),
    file.bytes !== null && formatBytes(t, file.bytes),
    file.state === 'pending' && t('demo.files.saving'),
    file.isDownloadOnly && t('demo.files.download_only'),
  ];
  return facts.filter(Boolean).join(' · ');
}

const formatKilohertz = (locale: string, hertz: number): string =>
  `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(hertz / 1_000)} kHz`;
