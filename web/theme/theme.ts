import { createTheme, type MantineColorsTuple } from '@mantine/core';
import styles from './controls.module.css';

const accent: MantineColorsTuple = [
  '#f1eeff',
  '#e0d9ff',
  '#c3b5ff',
  '#a995ff',
  '#9078ff',
  '#7c5cff',
  '#6a48f5',
  '#5b3df5',
  '#4a2ddd',
  '#3a22b8',
];

/**
 * Mantine's theme. The components' styles are in controls.module.css.
 * Parts are named, not imported: a page loads only those that it shows.
 */
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '7px', md: '10px', lg: '14px', xl: '20px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { variant: 'quiet', size: 'sm' },
      classNames: { root: styles.button, inner: styles.buttonInner, section: styles.buttonSection },
    },
    ActionIcon: {
      defaultProps: { variant: 'ghost', size: 32 },
      classNames: { root: styles.iconButton },
    },
    Kbd: { classNames: { root: styles.kbd } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { color: 'var(--shade)', backgroundOpacity: 1 },
        transitionProps: { transition: 'pop', duration: 140 },
      },
      classNames: {
        content: styles.modal,
        header: styles.modalHeader,
        title: styles.modalTitle,
        body: styles.modalBody,
      },
    },
    // Mantine's is a `header`, which outside of an article or section is the page's banner.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Notification: {
      classNames: {
        root: styles.note,
        title: styles.noteTitle,
        description: styles.noteText,
        icon: styles.noteIcon,
      },
    },
    NativeSelect: {
      classNames: { input: styles.input, label: styles.label, description: styles.description },
    },
    PasswordInput: {
      classNames: {
        input: styles.input,
        innerInput: styles.innerInput,
        label: styles.label,
        description: styles.description,
      },
    },
    Progress: { classNames: { root: styles.progress, section: styles.progressBar } },
    Radio: { classNames: { radio: styles.radio } },
    Checkbox: {
      defaultProps: { radius: 'xs' },
      classNames: { input: styles.checkbox, description: styles.switchHint },
    },
    Switch: {
      classNames: {
        track: styles.track,
        label: styles.switchLabel,
        description: styles.switchHint,
      },
    },
    Skeleton: { classNames: { root: styles.skeleton } },
    Textarea: {
      classNames: { input: styles.input, label: styles.label, description: styles.description },
    },
    TextInput: {
      classNames: { input: styles.input, label: styles.label, description: styles.description },
    },
    Tooltip: {
      defaultProps: { openDelay: 500, withArrow: false, radius: 'sm', offset: 8 },
      classNames: { tooltip: styles.tooltip },
    },
  },
});
