import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { type SiteKey, siteT } from '../catalogues/site.ts';
import { useT } from '../catalogues/use-t.ts';
import { SchemeToggle } from '../shell/account.tsx';
import { SiteFoot, SiteHead } from '../shell/site-head.tsx';
import look from './privacy.module.css';

const SECTIONS = {
  artist: 3,
  staff: 2,
  where: 3,
  who: 3,
  long: 3,
  rights: 3,
  cookies: 1,
} as const;

const PARAGRAPHS = ['p1', 'p2', 'p3'];

const NAMES = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[];

interface Props {
  isLoggedIn: boolean;
  loginUrl: string;
  supportUrl: string;
}

/** What is stored, where, for how long, and how to get or erase it. */
export function Privacy({ isLoggedIn, loginUrl, supportUrl }: Props) {
  const t = useT();
  return (
    <>
      <SiteHead>
        <SchemeToggle />
        <Button component="a" href={isLoggedIn ? '/servers' : loginUrl}>
          {t(isLoggedIn ? 'app.open_inbox' : 'app.login')}
        </Button>
      </SiteHead>
      <main id="main" className={look.main} tabIndex={-1}>
        <nav className={look.contents} aria-label={siteT('privacy.contents')}>
          <p>{siteT('privacy.contents')}</p>
          <ul>
            {NAMES.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{siteT(`privacy.sections.${name}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <article className={look.article}>
          <h1>{siteT('privacy.headline')}</h1>
          <p className={look.intro}>{siteT('privacy.intro')}</p>
          <section className={look.short} aria-label={siteT('privacy.short')}>
            <ul>
              <li>{siteT('privacy.short_1')}</li>
              <li>{siteT('privacy.short_2')}</li>
              <li>{siteT('privacy.short_3')}</li>
            </ul>
          </section>
          {NAMES.map((name) => (
            <section key={name} aria-labelledby={name}>
              <h2 id={name}>{siteT(`privacy.sections.${name}.title`)}</h2>
              {PARAGRAPHS.slice(0, SECTIONS[name]).map((paragraph) => (
                <p key={paragraph}>{siteT(`privacy.sections.${name}.${paragraph}` as SiteKey)}</p>
              ))}
            </section>
          ))}
          <Link to={supportUrl} className={look.support}>
            {siteT('privacy.support')}
          </Link>
        </article>
      </main>
      <SiteFoot />
    </>
  );
}
