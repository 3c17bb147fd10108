import { Setting } from '../../shell/settings-page.tsx';
import { useT } from '../../strings/use-t.ts';
import { storageStrings } from '../strings.en.ts';
import styles from './database-requirements.module.css';
import { PrivilegeStatements } from './privilege-statements.tsx';

/** What a database must be and let us do. */
export function DatabaseRequirements({ addresses }: { addresses: readonly string[] }) {
  const t = useT(storageStrings);
  return (
    <section className={styles.needs} aria-labelledby="needs">
      <h2 id="needs">{t('connect.needs')}</h2>
      <dl>
        <Setting name={t('connect.needs_versions')}>{t('connect.needs_versions_text')}</Setting>
        <Setting name={t('connect.needs_tls')}>{t('connect.needs_tls_text')}</Setting>
        <Setting name={t('connect.needs_addresses')}>
          {addresses.length === 0 ? (
            t('connect.needs_addresses_unknown')
          ) : (
            <>
              {t('connect.needs_addresses_text')}
              <ul className={styles.addresses}>
                {addresses.map((address) => (
                  <li key={address}>
                    <code>{address}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Setting>
      </dl>
      <div className={styles.rights}>
        <h3>{t('connect.needs_rights')}</h3>
        <p>{t('connect.needs_rights_text')}</p>
        <PrivilegeStatements />
      </div>
    </section>
  );
}
