import { useT } from '../strings/use-t.ts';
import styles from './form-preview.module.css';
import type { PartView } from './form-view.ts';
import { getPartName } from './part-name.ts';
import { demoFormStrings } from './strings.en.ts';

/** Discord shows so many answers at once; more are in a menu. */
const MAX_VISIBLE_OPTIONS = 10;

/** The form's pages, drawn as Discord draws them. It is a picture: nothing in it can be used. */
export function FormPreview({ parts }: { parts: readonly PartView[] }) {
  const t = useT(demoFormStrings);
  const second = parts.filter(({ isOnFirstPage }) => !isOnFirstPage);
  return (
    <div className={styles.pages} aria-hidden>
      <div className={styles.page}>
        <p className={styles.title}>{t('form.preview_title')}</p>
        <PreviewField name={t('form.artistName')} isRequired />
        <PreviewField name={t('form.trackTitle')} isRequired />
        {parts
          .filter(({ isOnFirstPage }) => isOnFirstPage)
          .map((part) => (
            <PartPreview key={part.id} part={part} />
          ))}
        <PreviewButtons />
      </div>
      {second.length > 0 && (
        <div className={styles.page}>
          <p className={styles.title}>{t('form.preview_title')}</p>
          {second.map((part) => (
            <PartPreview key={part.id} part={part} />
          ))}
          <PreviewButtons />
        </div>
      )}
    </div>
  );
}

function PreviewButtons() {
  const t = useT(demoFormStrings);
  return (
    <div className={styles.buttons}>
      <span>{t('form.preview_cancel')}</span>
      <span className={styles.submit}>{t('form.preview_submit')}</span>
    </div>
  );
}

function PartPreview({ part }: { part: PartView }) {
  const t = useT(demoFormStrings);
  const { kind, hint, isRequired, options } = part;
  const field = { name: getPartName(t, part), hint, isRequired };
  const shape = kind === 'choices' || kind === 'confirm' ? 'box' : 'dot';
  const shown = kind === 'confirm' ? [t('form.preview_yes')] : options;
  if (kind === 'files') return <PreviewField {...field} text={t('form.preview_files')} isLarge />;
  if (shown.length > MAX_VISIBLE_OPTIONS)
    return <PreviewField {...field} text={t('form.preview_choose')} />;
  if (shown.length > 0)
    return (
      <div className={styles.field}>
        <PreviewLabel {...field} />
        {shown.map((option) => (
          <p key={option} className={styles.option} data-shape={shape}>
            <bdi>{option}</bdi>
          </p>
        ))}
      </div>
    );
  return <PreviewField {...field} isLarge={kind === 'long' || kind === 'message'} />;
}

interface Field {
  name: string;
  hint?: string | null;
  isRequired: boolean;
}

function PreviewLabel({ name, hint, isRequired }: Field) {
  return (
    <>
      <p className={styles.label} data-required={isRequired || undefined}>
        <bdi>{name}</bdi>
      </p>
      {hint && (
        <p className={styles.hint} dir="auto">
          {hint}
        </p>
      )}
    </>
  );
}

const PreviewField = ({
  text = '',
  isLarge = false,
  ...label
}: Field & { text?: string; isLarge?: boolean }) => (
  <div className={styles.field}>
    <PreviewLabel {...label} />
    <p className={styles.input} data-large={isLarge || undefined}>
      {text}
    </p>
  </div>
);
