import { Button } from '@mantine/core';
import { Link, useLocation, useParams, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useShellOrNull } from '../shell/shell-context.ts';
import { useT } from '../strings/use-t.ts';
import styles from './error.module.css';
import { getHttpStatus, type Problem } from './problem.ts';
import { describeProblem, getFieldLabel } from './problem-text.ts';

/** What happened, and the one thing to do about it. */
export function ErrorView({ problem }: { problem: Problem }) {
  const t = useT();
  const { title, text } = describeProblem(t, problem);
  useFreshNotices(problem);
  const fields = problem.fields.map(({ field }) => getFieldLabel(t, field));
  return (
    <div className={styles.view}>
      <ErrorArtwork code={getHttpStatus(problem)} />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{fields.length > 0 ? t('errors.address', { fields }) : text}</p>
      {problem.requestId && <code className={styles.request}>{problem.requestId}</code>}
      <div className={styles.actions}>
        <NextStep problem={problem} />
      </div>
    </div>
  );
}

function NextStep({ problem }: { problem: Problem }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const { guildId } = useParams();
  // Others get no shell, or may not open the storage page. A notice links to it as well.
  const shell = useShellOrNull();
  const isStorageLinked = shell?.isAdmin && shell.notices.length === 0;
  switch (problem.code) {
    case 'not_found':
    case 'forbidden':
      return (
        <Button component={Link} to="/servers" variant="accent">
          {t('errors.home')}
        </Button>
      );
    case 'invalid_input':
      return (
        <Button component={Link} to={pathname} variant="accent">
          {t('errors.clear')}
        </Button>
      );
    case 'setup_expired':
      return (
        <Button component={Link} to={`/g/${guildId}/settings/storage/connect`} variant="accent">
          {t('errors.setup_again')}
        </Button>
      );
    case 'offline':
      return <ReloadData />;
    default:
      return (
        <>
          <Button component="a" href={pathname + search} variant="accent">
            {t('errors.retry')}
          </Button>
          {isStorageLinked && problem.code.startsWith('storage') && (
            <Button component={Link} to={`/g/${guildId}/settings/storage`}>
              {t('errors.storage_page')}
            </Button>
          )}
        </>
      );
  }
}

/** The shell was loaded while the label's database still answered: it has to say so, too. */
function useFreshNotices({ code }: Problem) {
  const shell = useShellOrNull();
  const { revalidate } = useRevalidator();
  const isOutdated =
    code === 'storage_unavailable' && shell?.isInOwnDatabase === true && shell.notices.length === 0;
  useEffect(() => {
    if (isOutdated) revalidate();
  }, [isOutdated, revalidate]);
}

/** Without a connection, loading the page anew would leave it for the browser's own error page. */
function ReloadData() {
  const t = useT();
  const { revalidate } = useRevalidator();
  return (
    <Button onClick={revalidate} variant="accent">
      {t('errors.retry')}
    </Button>
  );
}

/** A record that skips: grooves with a scratch, and the number in its label. */
function ErrorArtwork({ code }: { code: number }) {
  return (
    <svg className={styles.figure} viewBox="0 0 160 160" aria-hidden="true" focusable="false">
      <circle cx="80" cy="80" r="78" className={styles.disc} />
      {[70, 62, 54, 46].map((radius, index) => (
        <circle
          key={radius}
          cx="80"
          cy="80"
          r={radius}
          className={styles.groove}
          strokeDasharray={`${radius * (4.2 - index * 0.3)} ${radius * 0.4}`}
          transform={`rotate(${-60 + index * 34} 80 80)`}
        />
      ))}
      <circle cx="80" cy="80" r="32" className={styles.sticker} />
      <text x="80" y="86" textAnchor="middle" className={styles.code}>
        {code}
      </text>
    </svg>
  );
}
