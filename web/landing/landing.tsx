import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import { siteT } from '../catalogues/site.ts';
import { useT } from '../catalogues/use-t.ts';
import { SchemeToggle } from '../shell/account.tsx';
import { SiteFoot, SiteHead } from '../shell/site-head.tsx';
import { DiscordGlyph } from './discord-glyph.tsx';
import look from './landing.module.css';
import { Picture } from './picture.tsx';
import { Steps } from './steps.tsx';

interface Props {
  isLoggedIn: boolean;
  inviteUrl: string;
  loginUrl: string;
}

export function Landing({ isLoggedIn, inviteUrl, loginUrl }: Props) {
  const t = useT();
  const enter = isLoggedIn ? '/servers' : loginUrl;
  const [first, second] = siteT('landing.headline').split('\n');
  return (
    <div className={look.page}>
      <SiteHead>
        <SchemeToggle />
        <Button component="a" href={enter}>
          {t(isLoggedIn ? 'app.open_inbox' : 'app.login')}
        </Button>
      </SiteHead>
      <main id="main" tabIndex={-1}>
        <section className={look.hero}>
          <h1 className={look.headline}>
            {first} <span>{second}</span>
          </h1>
          <p className={look.intro}>{siteT('landing.intro')}</p>
          <div className={look.acts}>
            <Button
              component="a"
              href={isLoggedIn ? enter : inviteUrl}
              variant="accent"
              size="lg"
              leftSection={isLoggedIn ? undefined : <DiscordGlyph />}
            >
              {isLoggedIn ? t('app.open_inbox') : siteT('landing.add')}
            </Button>
            {!isLoggedIn && (
              <Button component="a" href={loginUrl} size="lg" variant="quiet">
                {t('app.login')}
              </Button>
            )}
          </div>
          <p className={look.small}>{siteT('landing.small')}</p>
        </section>
        <Picture />
        <Steps />
        <DataPromise />
        <Plans />
      </main>
      <SiteFoot />
    </div>
  );
}

function DataPromise() {
  return (
    <section className={look.promise} aria-labelledby="promise">
      <div>
        <h2 id="promise" className={look.title}>
          {siteT('landing.promise')}
        </h2>
        <p className={look.text}>{siteT('landing.promise_text')}</p>
        <Link to="/privacy" className={look.link}>
          {siteT('landing.promise_privacy')}
        </Link>
      </div>
      <ul className={look.places}>
        {(['us', 'uk', 'sg'] as const).map((region) => (
          <li key={region}>{siteT(`landing.regions.${region}`)}</li>
        ))}
        <li data-own="">{siteT('landing.region_own')}</li>
      </ul>
    </section>
  );
}

function Plans() {
  const plans = [
    [PLAN_NAMES.free, siteT('landing.plans_free')],
    [PLAN_NAMES.starter, siteT('landing.plans_starter')],
    [PLAN_NAMES.pro, siteT('landing.plans_pro')],
    [PLAN_NAMES.pro_plus, siteT('landing.plans_plus')],
  ];
  return (
    <section className={look.plans} aria-labelledby="plans">
      <h2 id="plans" className={look.title}>
        {siteT('landing.plans')}
      </h2>
      <dl>
        {plans.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
