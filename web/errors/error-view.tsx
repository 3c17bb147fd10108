import { Button } from '@mantine/core';
import { Link, useLocation, useParams } from '@remix-run/react';
import { useT } from '../catalogues/use-t.ts';
import styles from './error.module.css';
import { ErrorArtwork } from './error-artwork.tsx';
import { getHttpStatus, type Problem } from './problem.ts';
import { describeProblem, getFieldLabel } from './problem-text.ts';

/** What happened, and the one thing to do about it. */
export function ErrorView({ problem }: { problem: Problem }) {
  const t = useT();
  const { title, text } = describeProblem(t, problem);
  const fields = problem.fields.map(({ field }) => getFieldLabel(t, field));
  return (
    <div className={styles.view}>
      <ErrorArtwork code={getHttpStatus(problem)} />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>
        {fields.length > 0 ? t('errors.address', { fields: fields.join(', ') }) : text}
      </p>
      {problem.requestId && <code className={styles.request}>{problem.requestId}</code>}
      <div className={styles.acts}>
        <NextStep problem={problem} />
      </div>
    </div>
  );
}

function NextStep({ problem }: { problem: Problem }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const { guildId } = useParams();
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
    default:
      return (
        <>
          <Button component="a" href={pathname + search} variant="accent">
            {t('errors.retry')}
          </Button>
          {guildId && problem.code.startsWith('storage') && (
            <Button component={Link} to={`/g/${guildId}/settings/storage`}>
              {t('errors.storage_page')}
            </Button>
          )}
        </>
      );
  }
}
