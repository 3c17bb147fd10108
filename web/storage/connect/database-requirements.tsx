import { Setting } from '../../shell/settings-page.tsx';
import { storageT } from '../../strings/storage.ts';
import styles from './database-requirements.module.css';
import { PrivilegeStatements } from './privilege-statements.tsx';

/** What a database must be and let us do. */
export function DatabaseRequirements({ addresses }: { addresses: readonly string[] }) {
  return (
    <section className={styles.needs} aria-labelledby="needs">
      <h2 id="needs">{storageT('connect.needs')}</h2>
      <dl>
        <Setting name={storageT('connect.needs_versions')}>
          {storageT('connect.needs_versions_text')}
        </Setting>
        <Setting name={storageT('connect.needs_tls')}>{storageT('connect.needs_tls_text')}</Setting>
        <Setting name={storageT('connect.needs_addresses')}>
          {addresses.length === 0 ? (
            storageT('connect.needs_addresses_unknown')
          ) : (
            <>
              {storageT('connect.needs_addresses_text')}
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
        <h3>{storageT('connect.needs_rights')}</h3>
        <p>{storageT('connect.needs_rights_text')}</p>
        <PrivilegeStatements />
      </div>
    </section>
  );
}
