import { createLazySection } from '../../components/lazy-section.tsx';
import styles from './demo-files.module.css';
import type { Demo } from './demo-view.ts';

/** The files of a demo's page: the server renders them, their script comes after the page's. */
export const LazyDemoFiles = createLazySection<{ demo: Demo; requestId: string }>(
  () => import('./demo-files.tsx'),
  import.meta.env.SSR ? (await import('./demo-files.tsx')).default : null,
  styles.slot,
);
