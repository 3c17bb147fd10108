import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { PLAN_NAMES } from '../../domain/plans/plans.ts';
import { siteT } from '../catalogues/site.ts';
import { useT } from '../catalogues/use-t.ts';
import { ColorSchemeToggle } from '../shell/account-menu.tsx';
import { SiteFooter, SiteHeader } from '../shell/site-header.tsx';
import { DiscordGlyph } from './discord-glyph.tsx';
import { HowItWorks } from './how-it-works.tsx';
import { InboxPreview } from './inbox-preview.tsx';
import styles from './landing.module.css';

interface Props {
  isLoggedIn: boolean;
  inviteUrl: string;
  loginUrl: string;
}

export function Landing({ isLoggedIn, inviteUrl, loginUrl }: Props) {
  const t = useT();
  const dashboardUrl = isLoggedIn ? '/servers' : loginUrl;
  const [firstLine, secondLine] = siteT('landing.headline').split('\n');
  return (
    <div className={styles.page}>
      <SiteHeader>
        <ColorSchemeToggle />
        <Button component="a" href={dashboardUrl}>
          {t(isLoggedIn ? 'app.open_inbox' : 'app.login')}
        </Button>
      </SiteHeader>
      <main id="main" tabIndex={-1}>
        <section className={styles.hero}>
          <h1 className={styles.headline}>
            {firstLine} <span>{secondLine}</span>
          </h1>
          <p className={styles.intro}>{siteT('landing.intro')}</p>
          <div className={styles.acts}>
            <Button
              component="a"
              href={isLoggedIn ? dashboardUrl : inviteUrl}
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
          <p className={styles.small}>{siteT('landing.small')}</p>
        </section>
        <InboxPreview />
        <HowItWorks />
        <DataResidency />
        <PlanList />
      </main>
      <SiteFooter />
    </div>
  );
}

function DataResidency() {
  return (
    <section className={styles.promise} aria-labelledby="promise">
      <div>
        <h2 id="promise" className={styles.title}>
          {siteT('landing.promise')}
        </h2>
        <p className={styles.text}>{siteT('landing.promise_text')}</p>
        <Link to="/privacy" className={styles.link}>
          {siteT('landing.promise_privacy')}
        </Link>
      </div>
      <ul className={styles.places}>
        {(['us', 'uk', 'sg'] as const).map((region) => (
          <li key={region}>{siteT(`landing.regions.${region}`)}</li>
        ))}
        <li data-own="">{siteT('landing.region_own')}</li>
      </ul>
    </section>
  );
}

function PlanList() {
  const plans = [
    [PLAN_NAMES.free, siteT('landing.plans_free')],
    [PLAN_NAMES.starter, siteT('landing.plans_starter')],
    [PLAN_NAMES.pro, siteT('landing.plans_pro')],
    [PLAN_NAMES.pro_plus, siteT('landing.plans_plus')],
  ];
  return (
    <section className={styles.plans} aria-labelledby="plans">
      <h2 id="plans" className={styles.title}>
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
