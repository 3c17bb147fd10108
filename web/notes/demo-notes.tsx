import { createLazySection } from '../components/lazy-section.tsx';
import styles from './notes.module.css';
import type { NotesSectionProps } from './notes-section.tsx';

/** The notes of a demo's page: the server renders them, their script comes after the page's. */
export const DemoNotes = createLazySection<NotesSectionProps>(
  () => import('./notes-section.tsx'),
  import.meta.env.SSR ? (await import('./notes-section.tsx')).default : null,
  // Makes the styles the page's: what the server renders needs them before the script is there.
  styles.slot,
);
