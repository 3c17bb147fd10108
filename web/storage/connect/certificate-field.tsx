import { Button, FileButton, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { CA_MAX_LENGTH } from '../../../domain/storage/ca-length.ts';
import { useT } from '../../strings/use-t.ts';
import { useHydrated } from '../../times/use-hydrated.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './connect-form.module.css';

/** A certificate of the provider's own authority: pasted, or taken from a file. */
export function CertificateField({
  initialValue,
  hint,
  isInvalid,
  error,
}: {
  initialValue: string;
  hint: string;
  isInvalid: boolean;
  /** What is wrong with it, beside the field. */
  error?: string | undefined;
}) {
  const t = useT(storageStrings);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const isHydrated = useHydrated();
  const loadFile = async (file: File | null) => {
    // A byte more than is taken: the server says so, and a wrong file is not read whole.
    const content = file?.slice(0, CA_MAX_LENGTH + 1);
    if (content && textarea.current) textarea.current.value = await content.text();
  };
  return (
    <details className={styles.certificate} open={initialValue !== '' || isInvalid || undefined}>
      <summary>{t('connect.ca_summary')}</summary>
      <Textarea
        ref={textarea}
        name="ca"
        label={t('connect.ca')}
        description={hint}
        error={error}
        placeholder={t('connect.ca_example')}
        defaultValue={initialValue}
        maxLength={CA_MAX_LENGTH}
        rows={5}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isInvalid || undefined}
        classNames={{ input: styles.mono }}
      />
      {isHydrated && (
        <FileButton onChange={loadFile} accept=".pem,.crt,.cer,application/x-pem-file">
          {(props) => (
            <Button {...props} size="xs">
              {t('connect.ca_file')}
            </Button>
          )}
        </FileButton>
      )}
    </details>
  );
}
