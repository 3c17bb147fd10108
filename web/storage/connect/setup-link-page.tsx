import { Button } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { Avatar } from '../../components/avatar.tsx';
import { Banner } from '../../components/banner.tsx';
import { IconClock, IconDatabase } from '../../components/icons.ts';
import { RequestId } from '../../components/request-id.tsx';
import { describeProblem } from '../../errors/problem-text.ts';
import { AccountMenu } from '../../shell/account-menu.tsx';
import { SiteHeader } from '../../shell/site-header.tsx';
import { useT } from '../../strings/use-t.ts';
import { storageStrings } from '../strings.en.ts';
import type { SetupLinkOutcome } from './outcome.ts';
import styles from './setup-link-page.module.css';

interface Props {
  guildId: string;
  label: string;
  isGood: boolean;
  requestId: string;
  outcome: SetupLinkOutcome | undefined;
}

/** Which server the link is for, and the button that uses it up; or that it is no longer good. */
export function SetupLinkPage({ guildId, label, isGood, requestId, outcome }: Props) {
  const t = useT(storageStrings);
  const fetcher = useFetcher<SetupLinkOutcome>({ key: 'open-link' });
  const result = fetcher.data ?? outcome;
  const hasExpired = !isGood || (result && !result.ok && result.problem.code === 'setup_expired');
  return (
    <div className={styles.page}>
      <SiteHeader>
        <AccountMenu />
      </SiteHeader>
      <main id="main" className={styles.main} tabIndex={-1}>
        {hasExpired ? (
          <ExpiredLink guildId={guildId} />
        ) : (
          <>
            <div className={styles.pair} aria-hidden="true">
              <Avatar name={label} size={64} shape="square" />
              <i />
              <span className={styles.sign}>
                <IconDatabase size={32} stroke={1.5} />
              </span>
            </div>
            <h1 className={styles.title}>{t('connect.link_title', { label })}</h1>
            <p className={styles.text}>{t('connect.link_text')}</p>
            <fetcher.Form method="post" className={styles.actions}>
              <input type="hidden" name="intent" value="open" />
              <RequestId initialId={requestId} outcome={fetcher.data} />
              <Button
                type="submit"
                variant="accent"
                size="lg"
                aria-disabled={fetcher.state !== 'idle'}
              >
                {t('connect.link_act')}
              </Button>
              <Button component={Link} to={`/g/${guildId}`} variant="ghost" size="lg">
                {t('connect.link_not')}
              </Button>
            </fetcher.Form>
            <p className={styles.small}>{t('connect.link_once')}</p>
            <FormError result={result} />
          </>
        )}
      </main>
    </div>
  );
}

function ExpiredLink({ guildId }: { guildId: string }) {
  const t = useT(storageStrings);
  return (
    <>
      <span className={styles.sign} aria-hidden="true">
        <IconClock size={32} stroke={1.5} />
      </span>
      <h1 className={styles.title}>{t('connect.expired_title')}</h1>
      <p className={styles.text}>{t('connect.expired_text')}</p>
      <div className={styles.actions}>
        <Button
          component={Link}
          to={`/g/${guildId}/settings/storage/connect`}
          variant="accent"
          size="lg"
        >
          {t('connect.expired_act')}
        </Button>
      </div>
    </>
  );
}

function FormError({ result }: { result: SetupLinkOutcome | undefined }) {
  const t = useT(storageStrings);
  if (!result || result.ok) return null;
  const { title, text } = describeProblem(t, result.problem);
  return (
    <Banner tone="bad" role="alert" title={title}>
      {text}
    </Banner>
  );
}
