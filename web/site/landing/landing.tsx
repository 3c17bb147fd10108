import { Button } from '@mantine/core';
import { Link } from '@remix-run/react';
import { PLAN_NAMES } from '../../../domain/plans/plans.ts';
import { Banner } from '../../components/banner.tsx';
import type { SignInProblem } from '../../errors/sign-in-problem.ts';
import { plansStrings, SOLD_PLANS } from '../../plans/index.ts';
import { ColorSchemeToggle } from '../../shell/account-menu.tsx';
import { SiteFooter, SiteHeader } from '../../shell/site-header.tsx';
import { useT } from '../../strings/use-t.ts';
import { InboxPreview } from './inbox-preview.tsx';
import styles from './landing.module.css';
import { landingStrings } from './strings.en.ts';

interface Props {
  isLoggedIn: boolean;
  inviteUrl: string;
  loginUrl: string;
  signInProblem: SignInProblem | null;
}

export function Landing({ isLoggedIn, inviteUrl, loginUrl, signInProblem }: Props) {
  const t = useT(landingStrings);
  const dashboardUrl = isLoggedIn ? '/servers' : loginUrl;
  return (
    <div className={styles.page}>
      <SiteHeader>
        <ColorSchemeToggle />
        <Button component="a" href={dashboardUrl}>
          {t(isLoggedIn ? 'app.open_inbox' : 'app.login')}
        </Button>
      </SiteHeader>
      <main id="main" tabIndex={-1}>
        {signInProblem && !isLoggedIn && (
          <div className={styles.problem}>
            <Banner
              tone={signInProblem === 'failed' ? 'bad' : 'warn'}
              role="alert"
              title={t(`landing.sign_in.${signInProblem}`)}
              action={
                <Button component="a" href={loginUrl}>
                  {t('landing.sign_in.again')}
                </Button>
              }
            >
              {t(`landing.sign_in.${signInProblem}_text`)}
            </Banner>
          </div>
        )}
        <section className={styles.hero}>
          <h1 className={styles.headline}>
            {t('landing.headline')} <span>{t('landing.headline_2')}</span>
          </h1>
          <p className={styles.intro}>{t('landing.intro')}</p>
          <div className={styles.actions}>
            <Button
              component="a"
              href={isLoggedIn ? dashboardUrl : inviteUrl}
              variant="accent"
              size="lg"
              leftSection={isLoggedIn ? undefined : <DiscordGlyph />}
            >
              {isLoggedIn ? t('app.open_inbox') : t('landing.add')}
            </Button>
            {!isLoggedIn && (
              <Button component="a" href={loginUrl} size="lg" variant="quiet">
                {t('app.login')}
              </Button>
            )}
          </div>
          <p className={styles.small}>
            {t('landing.small')} <Link to="/privacy">{t('landing.promise_privacy')}</Link>
          </p>
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
  const t = useT(landingStrings);
  return (
    <section className={styles.promise} aria-labelledby="promise">
      <div>
        <h2 id="promise" className={styles.title}>
          {t('landing.promise')}
        </h2>
        <p className={styles.text}>{t('landing.promise_text')}</p>
        <Link to="/privacy" className={styles.link}>
          {t('landing.promise_privacy')}
        </Link>
      </div>
      <ul className={styles.places}>
        {(['us', 'uk', 'sg'] as const).map((region) => (
          <li key={region}>{t(`landing.regions.${region}`)}</li>
        ))}
        <li data-own="">{t('landing.region_own')}</li>
      </ul>
    </section>
  );
}

function PlanList() {
  const t = useT(landingStrings);
  const plansT = useT(plansStrings);
  return (
    <section className={styles.plans} aria-labelledby="plans">
      <h2 id="plans" className={styles.title}>
        {t('landing.plans')}
      </h2>
      <dl>
        {SOLD_PLANS.map((plan) => (
          <div key={plan}>
            <dt>{PLAN_NAMES[plan]}</dt>
            <dd>{plansT(`plans.adds.${plan}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Discord's mark, as their brand guide allows beside "Add to Discord". */
function DiscordGlyph() {
  return (
    <svg width="20" height="20" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <path d="M19.3 5.3A17 17 0 0 0 15.1 4l-.2.4a12.6 12.6 0 0 1 3.7 1.9 13.7 13.7 0 0 0-13.2 0A12.6 12.6 0 0 1 9.1 4.4L8.9 4a17 17 0 0 0-4.2 1.3C2 9.2 1.3 13.1 1.6 16.9A17 17 0 0 0 6.8 19.5l1.1-1.7a10.8 10.8 0 0 1-1.7-.8l.4-.3a12.2 12.2 0 0 0 10.8 0l.4.3c-.5.3-1.1.6-1.7.8l1.1 1.7a17 17 0 0 0 5.2-2.6c.4-4.4-.7-8.3-3.1-11.6ZM8.5 14.6c-1 0-1.8-.9-1.8-2.1s.8-2.1 1.8-2.1 1.9 1 1.8 2.1c0 1.2-.8 2.1-1.8 2.1Zm7 0c-1 0-1.8-.9-1.8-2.1s.8-2.1 1.8-2.1 1.9 1 1.8 2.1c0 1.2-.8 2.1-1.8 2.1Z" />
    </svg>
  );
}

const STEPS = ['send', 'hear', 'answer'] as const;

function HowItWorks() {
  const t = useT(landingStrings);
  return (
    <section className={styles.way} aria-labelledby="way">
      <h2 id="way" className={styles.title}>
        {t('landing.way')}
      </h2>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step}>
            <h3>{t(`landing.steps.${step}_title`)}</h3>
            <p>{t(`landing.steps.${step}`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
