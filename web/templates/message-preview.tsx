import { DiscordText } from '../components/discord-text.tsx';
import { Logo } from '../components/logo.tsx';
import { useT } from '../strings/use-t.ts';
import styles from './message-preview.module.css';
import { templatesStrings } from './strings.en.ts';

interface Props {
  /** What the preview is called. */
  name: string;
  tone: 'good' | 'bad';
  /** Empty: Vektra's own. */
  text: string;
  /** Below the text; empty ones are left out. */
  lines?: readonly string[];
  hasLogo?: boolean;
}

/** A message from Vektra, drawn like Discord draws it. */
export function MessagePreview({ name, tone, text, lines = [], hasLogo = false }: Props) {
  const t = useT(templatesStrings);
  return (
    <figure className={styles.preview} aria-label={t('templates.preview', { name })}>
      <span className={styles.avatar} aria-hidden="true">
        <Logo size={20} />
      </span>
      <div className={styles.message}>
        <p className={styles.author}>
          {t('templates.bot')} <span className={styles.app}>{t('templates.app')}</span>
        </p>
        <div className={styles.card} data-tone={tone}>
          <div className={styles.head}>
            {text ? (
              <DiscordText text={text} />
            ) : (
              <p className={styles.own}>{t('templates.own')}</p>
            )}
            {hasLogo && <span className={styles.logo}>{t('templates.logo_place')}</span>}
          </div>
          {lines
            .filter((line) => line !== '')
            .map((line) => (
              <DiscordText key={line} text={line} />
            ))}
        </div>
      </div>
    </figure>
  );
}
