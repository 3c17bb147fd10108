import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useT } from '../../strings/use-t.ts';
import { CertificateField } from '../connect/certificate-field.tsx';
import formStyles from '../connect/connect-form.module.css';
import { NO_AUTOFILL_PROPS } from '../no-autofill-props.ts';
import { type StorageTranslate, storageStrings } from '../strings.en.ts';
import type { BucketField } from './bucket-codes.ts';
import styles from './bucket-fields.module.css';
import type { BucketTestView, TypedBucket } from './bucket-test-view.ts';

interface Props {
  /** What was typed before, without the secret key; for a page that was reloaded. */
  typed: TypedBucket | null;
  /** Whether the secret key was typed before and is gone now. */
  wasCleared: boolean;
  /** The test before, which failed. */
  test: BucketTestView | null;
  onBucketNamed: (name: string) => void;
}

/** What is wrong with a field, if it is the input itself that is wrong. */
function describeFieldError(t: StorageTranslate, { code, field }: BucketTestView): string {
  if (code === 'FIELD' && field) return t(`bucket.field_wrong.${field}`);
  return code ? t(`bucket.code.${code}`, { field: field ? t(`bucket.field.${field}`) : '' }) : '';
}

/** Where the bucket is, and the keys to it. */
export function BucketFields({ typed, wasCleared, test, onBucketNamed }: Props) {
  const t = useT(storageStrings);
  const bucketName = useRef<HTMLInputElement>(null);
  // Typed before the page's script was there.
  useEffect(() => {
    if (bucketName.current?.value) onBucketNamed(bucketName.current.value);
  }, [onBucketNamed]);
  const getError = (field: BucketField) =>
    test?.field === field ? describeFieldError(t, test) : undefined;
  const fieldProps = (field: Exclude<BucketField, 'addressing' | 'ca'>) => ({
    ...NO_AUTOFILL_PROPS,
    name: field,
    label: t(`bucket.${field}`),
    error: getError(field),
  });
  const textFieldProps = (field: 'endpoint' | 'bucket' | 'region' | 'accessKeyId') => ({
    ...fieldProps(field),
    defaultValue: typed?.[field] ?? '',
  });
  return (
    <>
      <div className={styles.fields}>
        <TextInput
          {...textFieldProps('endpoint')}
          className={styles.wide}
          description={<EndpointExamples />}
          placeholder={t('bucket.endpoint_example')}
          inputMode="url"
          maxLength={300}
        />
        <TextInput
          {...textFieldProps('bucket')}
          ref={bucketName}
          placeholder={t('bucket.bucket_example')}
          maxLength={63}
          onChange={(event) => onBucketNamed(event.currentTarget.value)}
        />
        <TextInput
          {...textFieldProps('region')}
          placeholder={t('bucket.region_example')}
          maxLength={64}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description={t('bucket.region_hint')}
          classNames={{ description: styles.below }}
        />
        <TextInput {...textFieldProps('accessKeyId')} maxLength={256} />
        <div>
          <PasswordInput
            {...fieldProps('secretAccessKey')}
            maxLength={256}
            visibilityToggleButtonProps={{ 'aria-label': t('bucket.secretAccessKey_show') }}
          />
          {wasCleared && <p className={formStyles.cleared}>{t('bucket.cleared')}</p>}
        </div>
        <NativeSelect
          name="addressing"
          label={t('bucket.addressing')}
          defaultValue={typed?.addressing || 'path'}
          error={getError('addressing')}
          data={(['path', 'host'] as const).map((value) => ({
            value,
            label: t(`bucket.addressing_${value}`),
          }))}
        />
      </div>
      <CertificateField
        initialValue={typed?.ca ?? ''}
        hint={t('bucket.ca_hint')}
        isInvalid={test?.field === 'ca'}
        error={getError('ca')}
      />
    </>
  );
}

/** What providers' endpoints look like. */
function EndpointExamples() {
  const t = useT(storageStrings);
  return (
    <>
      {t('bucket.endpoint_hint')}
      <span className={styles.examples}>
        {(['aws', 'r2', 'backblaze', 'minio'] as const).map((provider) => (
          <span key={provider}>{t(`bucket.provider.${provider}`)}</span>
        ))}
      </span>
    </>
  );
}
