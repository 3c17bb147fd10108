import { Button } from '@mantine/core';
import type { TranslationKey } from '../../../domain/text/translator.ts';
import { ColorSchemeToggle } from '../../shell/account-menu.tsx';
import { SiteFooter, SiteHeader } from '../../shell/site-header.tsx';
import { useT } from '../../strings/use-t.ts';
import styles from './privacy.module.css';
import { privacyStrings } from './strings.en.ts';

const PARAGRAPH_COUNTS = {
  artist: 3,
  staff: 2,
  server: 1,
  purpose: 2,
  where: 3,
  who: 3,
  long: 3,
  rights: 3,
  cookies: 1,
} as const;

const PARAGRAPH_KEYS = ['p1', 'p2', 'p3'];

const SECTION_IDS = Object.keys(PARAGRAPH_COUNTS) as (keyof typeof PARAGRAPH_COUNTS)[];

interface Props {
  isLoggedIn: boolean;
  loginUrl: string;
  supportUrl: string;
  supportServerUrl: string | null;
}

/** What is stored, where, for how long, and how to get or erase it. */
export function Privacy({ isLoggedIn, loginUrl, supportUrl, supportServerUrl }: Props) {
  const t = useT(privacyStrings);
  return (
    <>
      <SiteHeader>
        <ColorSchemeToggle />
        <Button component="a" href={isLoggedIn ? '/servers' : loginUrl}>
          {t(isLoggedIn ? 'app.open_inbox' : 'app.login')}
        </Button>
      </SiteHeader>
      <main id="main" className={styles.main} tabIndex={-1}>
        <nav className={styles.contents} aria-label={t('privacy.contents')}>
          <p>{t('privacy.contents')}</p>
          <ul>
            {SECTION_IDS.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{t(`privacy.sections.${name}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <article className={styles.article}>
          <h1>{t('privacy.headline')}</h1>
          <p className={styles.intro}>{t('privacy.intro')}</p>
          <section className={styles.short} aria-label={t('privacy.short')}>
            <ul>
              <li>{t('privacy.short_1')}</li>
              <li>{t('privacy.short_2')}</li>
              <li>{t('privacy.short_3')}</li>
            </ul>
          </section>
          {SECTION_IDS.map((name) => (
            <section key={name} aria-labelledby={name}>
              <h2 id={name}>{t(`privacy.sections.${name}.title`)}</h2>
              {PARAGRAPH_KEYS.slice(0, PARAGRAPH_COUNTS[name]).map((paragraph) => (
                <p key={paragraph}>
                  {t(
                    `privacy.sections.${name}.${paragraph}` as TranslationKey<
                      typeof privacyStrings
                    >,
                  )}
                </p>
              ))}
            </section>
          ))}
          <p className={styles.support}>
            <a href={supportUrl}>{t('privacy.support')}</a>
            {supportServerUrl && <a href={supportServerUrl}>{t('privacy.support_server')}</a>}
          </p>
        </article>
      </main>
      <SiteFooter />
    </>
  );
}
