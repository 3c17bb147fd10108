import { Mark } from '../brand/mark.tsx';
import { useT } from '../catalogues/use-t.ts';
import look from './picture.module.css';

/** What the artist sees: the answer, where they asked. */
export function DiscordCard() {
  const t = useT();
  return (
    <div className={look.card}>
      <p className={look.from}>
        <Mark size={20} />
        {t('landing.sample_label')}
        <small>{t('landing.sample.app')}</small>
      </p>
      <p className={look.body}>
        <strong>{t('landing.sample.yes')}</strong>
        {t('landing.sample.yes_text')}
      </p>
    </div>
  );
}
