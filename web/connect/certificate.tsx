import { Button, FileButton, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { storageT } from '../catalogues/storage.ts';
import { useHydrated } from '../times/hydrated.ts';
import look from './connect-form.module.css';

/** A certificate of the provider's own authority: pasted, or taken from a file. */
export function Certificate({ kept, isWrong }: { kept: string; isWrong: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isHydrated = useHydrated();
  const take = async (file: File | null) => {
    if (file && field.current) field.current.value = await file.text();
  };
  return (
    <details className={look.certificate} open={kept !== '' || isWrong || undefined}>
      <summary>{storageT('connect.ca_summary')}</summary>
      <Textarea
        ref={field}
        name="ca"
        label={storageT('connect.ca')}
        description={storageT('connect.ca_hint')}
        placeholder={storageT('connect.ca_example')}
        defaultValue={kept}
        maxLength={65_536}
        rows={5}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isWrong || undefined}
        classNames={{ input: look.mono }}
      />
      {isHydrated && (
        <FileButton onChange={take} accept=".pem,.crt,.cer,application/x-pem-file">
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
