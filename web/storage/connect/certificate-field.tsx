import { Button, FileButton, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { storageT } from '../../strings/storage.ts';
import { useHydrated } from '../../times/use-hydrated.ts';
import styles from './connect-form.module.css';

/** A certificate of the provider's own authority: pasted, or taken from a file. */
export function CertificateField({
  initialValue,
  isInvalid,
}: {
  initialValue: string;
  isInvalid: boolean;
}) {
  const textarea = useRef<HTMLTextAreaElement>(null);
  const isHydrated = useHydrated();
  const loadFile = async (file: File | null) => {
    if (file && textarea.current) textarea.current.value = await file.text();
  };
  return (
    <details className={styles.certificate} open={initialValue !== '' || isInvalid || undefined}>
      <summary>{storageT('connect.ca_summary')}</summary>
      <Textarea
        ref={textarea}
        name="ca"
        label={storageT('connect.ca')}
        description={storageT('connect.ca_hint')}
        placeholder={storageT('connect.ca_example')}
        defaultValue={initialValue}
        maxLength={65_536}
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
              {storageT('connect.ca_file')}
            </Button>
          )}
        </FileButton>
      )}
    </details>
  );
}
