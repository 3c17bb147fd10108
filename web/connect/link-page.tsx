import { Button } from '@mantine/core';
import { Link, useFetcher } from '@remix-run/react';
import { storageT } from '../catalogues/storage.ts';
import { useT } from '../catalogues/use-t.ts';
import { Avatar } from '../components/avatar.tsx';
import { Banner } from '../components/banner.tsx';
import { IconClock, IconDatabase } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { problemText } from '../errors/text.ts';
import type { Outcome } from '../routing/outcome.ts';
import { Account } from '../shell/account.tsx';
import { SiteHead } from '../shell/site-head.tsx';
import look from './link-page.module.css';

interface Props {
  guildId: string;
  label: string;
  isGood: boolean;
  requestId: string;
  outcome: Outcome | undefined;
}

/** Which server the link is for, and the button that uses it up; or that it is no longer good. */
export function LinkPage({ guildId, label, isGood, requestId, outcome }: Props) {
  const fetcher = useFetcher<Outcome>({ key: 'open-link' });
  const result = fetcher.data ?? outcome;
  const hasExpired = !isGood || (result && !result.ok && result.problem.code === 'setup_expired');
  return (
    <div className={look.page}>
      <SiteHead>
        <Account />
      </SiteHead>
      <main id="main" className={look.main} tabIndex={-1}>
        {hasExpired ? (
          <Expired guildId={guildId} />
        ) : (
          <>
            <div className={look.pair} aria-hidden="true">
              <Avatar name={label} size={64} shape="square" />
              <i />
              <span className={look.sign}>
                <IconDatabase size={32} stroke={1.5} />
              </span>
            </div>
            <h1 className={look.title}>{storageT('connect.link_title', { label })}</h1>
            <p className={look.text}>{storageT('connect.link_text')}</p>
            <fetcher.Form method="post" className={look.acts}>
              <input type="hidden" name="intent" value="open" />
              <RequestId minted={requestId} outcome={fetcher.data} />
              <Button
                type="submit"
                variant="accent"
                size="lg"
                aria-disabled={fetcher.state !== 'idle'}
              >
                {storageT('connect.link_act')}
              </Button>
              <Button component={Link} to={`/g/${guildId}`} variant="ghost" size="lg">
                {storageT('connect.link_not')}
              </Button>
            </fetcher.Form>
            <p className={look.small}>{storageT('connect.link_once')}</p>
            <Failure result={result} />
          </>
        )}
      </main>
    </div>
  );
}

function Expired({ guildId }: { guildId: string }) {
  return (
    <>
      <span className={look.sign} aria-hidden="true">
        <IconClock size={32} stroke={1.5} />
      </span>
      <h1 className={look.title}>{storageT('connect.expired_title')}</h1>
      <p className={look.text}>{storageT('connect.expired_text')}</p>
      <div className={look.acts}>
        <Button
          component={Link}
          to={`/g/${guildId}/settings/storage/connect`}
          variant="accent"
          size="lg"
        >
          {storageT('connect.expired_act')}
        </Button>
      </div>
    </>
  );
}

function Failure({ result }: { result: Outcome | undefined }) {
  const t = useT();
  if (!result || result.ok) return null;
  const { title, text } = problemText(t, result.problem);
  return (
    <Banner tone="bad" role="alert" title={title}>
      {text}
    </Banner>
  );
}
