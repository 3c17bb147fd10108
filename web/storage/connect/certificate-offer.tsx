import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../strings/use-t.ts';
import { Timestamp } from '../../times/timestamp.tsx';
import { useHydrated } from '../../times/use-hydrated.ts';
import type { ConnectionTestView } from '../connection-test-view.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './certificate-offer.module.css';
import { Fingerprint } from './fingerprint.tsx';

type Certificate = NonNullable<ConnectionTestView['certificate']>;

const FINGERPRINT_COMMAND = 'openssl x509 -in server.crt -noout -fingerprint -sha256';

/**
 * The certificate for which a test failed. If it cannot be verified, exactly this one can be
 * accepted: the controls belong to the connect form, which is sent with what it still has.
 */
export function CertificateOffer({
  certificate,
  formId,
  isFormKept,
}: {
  certificate: Certificate;
  formId: string;
  isFormKept: boolean;
}) {
  const t = useT(storageStrings);
  const isHydrated = useHydrated();
  const [isCompared, setCompared] = useState(false);
  return (
    <section className={styles.certificate} aria-labelledby="certificate">
      <h2 id="certificate">{t('connect.certificate_title')}</h2>
      <CertificateFacts certificate={certificate} />
      {certificate.canBePinned && (
        <>
          <p>
            {t('connect.certificate_compare')} <code>{FINGERPRINT_COMMAND}</code>
          </p>
          <p>{t('connect.certificate_effect')}</p>
          <Checkbox
            form={formId}
            name="pinnedFingerprint"
            value={certificate.fingerprint}
            checked={isCompared}
            onChange={(event) => setCompared(event.currentTarget.checked)}
            label={t('connect.certificate_compared')}
          />
          <div className={styles.action}>
            <Button
              form={formId}
              type="submit"
              variant="accent"
              disabled={isHydrated && !isCompared}
            >
              {t('connect.certificate_accept')}
            </Button>
            {isFormKept && <span>{t('connect.certificate_kept')}</span>}
          </div>
        </>
      )}
    </section>
  );
}

function CertificateFacts({ certificate }: { certificate: Certificate }) {
  const t = useT(storageStrings);
  const { fingerprint, subject, issuer, validFrom, validUntil } = certificate;
  return (
    <dl>
      <dt>{t('connect.certificate_subject')}</dt>
      <dd>
        <bdi>{subject || t('connect.certificate_unnamed')}</bdi>
      </dd>
      <dt>{t('connect.certificate_issuer')}</dt>
      <dd>
        <bdi>{issuer || t('connect.certificate_unnamed')}</bdi>
      </dd>
      {validFrom !== null && (
        <>
          <dt>{t('connect.certificate_from')}</dt>
          <dd>
            <Timestamp at={validFrom} format="day" />
          </dd>
        </>
      )}
      {validUntil !== null && (
        <>
          <dt>{t('connect.certificate_until')}</dt>
          <dd>
            <Timestamp at={validUntil} format="day" />
          </dd>
        </>
      )}
      <dt>{t('connect.certificate_fingerprint')}</dt>
      <dd>
        <Fingerprint value={fingerprint} />
      </dd>
    </dl>
  );
}
