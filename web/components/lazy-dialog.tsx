import { Button } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import { useT } from '../strings/use-t.ts';
import styles from './lazy-dialog.module.css';

/** ms after the page has come: dialogs are loaded when nothing else is. */
const PRELOAD_DELAY_MS = 2_000;

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

interface LazyDialogProps {
  isOpen: boolean;
  staysMounted?: boolean;
  onFailed: () => void;
}

/**
 * A dialog that comes apart from its page, once the page is there or when it is first opened,
 * whichever is earlier: so it opens offline too. Not React's `lazy`, which remembers a failure and
 * makes the whole page an error page. The browser does not fetch a script again that has failed:
 * only a reload of the page does.
 *
 * Until it is there shortcuts are disabled (use-shortcuts.ts checks the attribute): keys meant for
 * the dialog must not trigger the page's.
 */
export function createLazyDialog<Props extends object>(load: Load<Props>) {
  let loaded: ComponentType<Props> | null = null;
  const preload = async () => {
    loaded ??= (await load()).default;
  };

  /**
   * @param isOpen whether it is to be seen
   * @param staysMounted it is kept once it was open, and closes with a transition of its own
   * @param onFailed it cannot be loaded; people are told so here
   */
  return function LazyDialog({
    isOpen,
    staysMounted = false,
    onFailed,
    ...props
  }: Props & LazyDialogProps) {
    const t = useT();
    const [state, setState] = useState<'shown' | 'failed' | null>(null);
    useEffect(() => {
      const timer = setTimeout(() => void preload().catch(() => {}), PRELOAD_DELAY_MS);
      return () => clearTimeout(timer);
    }, []);
    useEffect(() => {
      if (!isOpen) return;
      setState(null);
      preload().then(
        () => setState('shown'),
        () => {
          setState('failed');
          onFailed();
        },
      );
    }, [isOpen, onFailed]);
    const Dialog = loaded;
    if (Dialog && (isOpen || (staysMounted && state === 'shown')))
      return <Dialog {...(props as unknown as Props)} />;
    if (isOpen) return <span hidden data-dialog-coming="" />;
    if (state !== 'failed') return null;
    return (
      <p role="alert" className={styles.failed}>
        {t('app.dialog_failed')}
        <Button size="xs" onClick={() => location.reload()}>
          {t('app.reload')}
        </Button>
      </p>
    );
  };
}
