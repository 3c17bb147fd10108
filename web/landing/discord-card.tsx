import { Logo } from '../brand/logo.tsx';
import { siteT } from '../catalogues/site.ts';
import styles from './inbox-preview.module.css';

/** What the artist sees: the answer, where they asked. */
export function DiscordCard() {
  return (
    <div className={styles.card}>
      <p className={styles.from}>
        <Logo size={20} />
        {siteT('landing.sample_label')}
        <small>{siteT('landing.sample.app')}</small>
      </p>
      <p className={styles.body}>
        <strong>{siteT('landing.sample.yes')}</strong>
        {siteT('landing.sample.yes_text')}
      </p>
    </div>
  );
}
