import { type ComponentType, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { setFieldValue } from '../drafts/use-field-draft.ts';

/** ms after the page has come: by then nothing else is loaded. */
const LOAD_DELAY_MS = 2_000;

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/**
 * A part of a page whose script comes apart from it: after the page's, or when somebody comes near
 * it. Until then what the server rendered stays, whose forms work without script. On a page that
 * the browser's router opened it is loaded at once. If it cannot be, the page is as without script.
 *
 * @param server renders it on the server; null in the browser
 * @param className of the element around it; from the style sheet of the part, which thereby comes
 *   with the page
 */
export function createLazySection<Props extends object>(
  load: Load<Props>,
  server: ComponentType<Props> | null,
  className: string | undefined,
) {
  let loaded = server;
  return function LazySection(props: Props) {
    const [Section, setSection] = useState(() => loaded);
    const container = useRef<HTMLDivElement>(null);
    const typed = useRef<readonly ControlState[]>([]);
    useEffect(() => {
      const element = container.current;
      if (Section || !element) return;
      const start = () =>
        load().then(
          (module) => {
            loaded = module.default;
            typed.current = readControls(element);
            // At once, with its effects: a key that is pressed in between would be lost.
            flushSync(() => setSection(() => loaded));
          },
          () => {},
        );
      const timer = setTimeout(start, element.firstChild ? LOAD_DELAY_MS : 0);
      const events = ['pointerover', 'focusin'];
      for (const name of events) element.addEventListener(name, start, { once: true });
      return () => {
        clearTimeout(timer);
        for (const name of events) element.removeEventListener(name, start);
      };
    }, [Section]);
    useEffect(() => {
      if (Section && container.current) restoreControls(container.current, typed.current);
    }, [Section]);
    return Section ? (
      <div key="live" ref={container} className={className}>
        <Section {...props} />
      </div>
    ) : (
      <div
        key="static"
        ref={container}
        className={className}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: keeps what the server rendered
        dangerouslySetInnerHTML={{ __html: '' }}
      />
    );
  };
}

interface ControlState {
  /** Null: nothing was typed into it. */
  value: string | null;
  /** Null: it has not the focus. */
  caret: readonly [start: number | null, end: number | null] | null;
  /** Of a disclosure's button. */
  isOpen: boolean;
}

/** In the order of the page, which is that of the script's part too. */
const listControls = (root: Element) => [
  ...root.querySelectorAll<HTMLElement>('a, button, summary, input, textarea, select'),
];

const isTextField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element.matches('textarea, input:not([type="hidden"])');

const readControls = (root: Element): ControlState[] =>
  listControls(root).map((element) => ({
    value: isTextField(element) && element.value !== element.defaultValue ? element.value : null,
    caret:
      element !== document.activeElement
        ? null
        : isTextField(element)
          ? [element.selectionStart, element.selectionEnd]
          : [null, null],
    isOpen: element.parentElement?.hasAttribute('open') ?? false,
  }));

function restoreControls(root: Element, states: readonly ControlState[]): void {
  for (const [index, element] of listControls(root).entries()) {
    const { value = null, caret = null, isOpen = false } = states[index] ?? {};
    if (isOpen) element.parentElement?.setAttribute('open', '');
    if (value !== null && isTextField(element)) setFieldValue(element, value);
    if (!caret) continue;
    element.focus();
    if (isTextField(element)) element.setSelectionRange(...caret);
  }
}
