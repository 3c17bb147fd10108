import { Checkbox } from '@mantine/core';
import { useT } from '../../strings/use-t.ts';
import { storageStrings } from '../strings.en.ts';
import { Fingerprint } from './fingerprint.tsx';

/** The certificate that was accepted before: it stays, unless the admin clears it. */
export function PinnedCertificate({ fingerprint }: { fingerprint: string }) {
  const t = useT(storageStrings);
  return (
    <Checkbox
      name="pinnedFingerprint"
      value={fingerprint}
      defaultChecked
      label={t('connect.pinned')}
      description={
        <>
          <Fingerprint value={fingerprint} />
          {t('connect.pinned_hint')}
        </>
      }
    />
  );
}
