import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { call, upload, words } from '../api/call.ts';
import type { Outcome } from '../api/types.ts';
import { CloseIcon } from '../components/icons.tsx';
import { nameOf } from '../state/names.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { type OpenModal, ui } from '../state/ui.ts';
import { findUser } from '../state/world.ts';
import { ModalItem } from './ModalItem.tsx';
import { firstValues, inputsOf, type Values } from './values.ts';

interface Problem {
  field?: string | undefined;
  message: string;
}

export function ModalDialog({ modal }: { modal: OpenModal }) {
  const session = useSession();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const bot = useWorld((world) => findUser(world, modal.botId ?? ''));
  const [values, setValues] = useState<Values>(() => firstValues(modal.components));
  const [files, setFiles] = useState<Record<string, File[]>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    element.querySelector<HTMLElement>('[data-input]')?.focus();
    return () => element.close();
  }, []);
  useEffect(() => {
    if (problem?.field)
      dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);

  const close = () => {
    ui.patch({ modal: null });
    call('DELETE', session.path(`/modals/${modal.modalId}`)).catch(() => {});
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const outcome = await send(session.path(`/modals/${modal.modalId}/submit`), values, files);
      if (outcome.kind === 'error') setProblem(outcome);
      else ui.patch({ modal: null });
    } catch (error) {
      setProblem({ message: words(error) });
    } finally {
      setBusy(false);
    }
  };
  const mend = (name: string) => {
    if (problem?.field === name) setProblem(null);
  };
  const known = inputsOf(modal.components).some((part) => part.custom_id === problem?.field);
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id={`${id}-title`}>{modal.title}</h2>
          <button type="button" className="plain" aria-label="Close" onClick={close}>
            <CloseIcon size={24} />
          </button>
        </header>
        <div className="modal-body">
          <p className="modal-warning">
            This form will be submitted to <strong>{bot ? nameOf(bot) : 'an app'}</strong>. Do not
            share passwords or other sensitive information.
          </p>
          {modal.components.map((part, index) => (
            <ModalItem
              key={part.id ?? index}
              part={part}
              values={values}
              files={files}
              problem={problem}
              onValue={(name, value) => {
                setValues((all) => ({ ...all, [name]: value }));
                mend(name);
              }}
              onFiles={(name, list) => {
                setFiles((all) => ({ ...all, [name]: list }));
                mend(name);
              }}
            />
          ))}
        </div>
        <footer>
          <p className="failure modal-failure" role="alert">
            {problem && !known ? problem.message : ''}
          </p>
          <button type="button" className="button secondary" onClick={close}>
            Cancel
          </button>
          <button type="submit" className="button primary" aria-disabled={busy || undefined}>
            {busy ? 'Submitting…' : 'Submit'}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

function send(path: string, values: Values, files: Record<string, File[]>): Promise<Outcome> {
  const all: File[] = [];
  const places: Record<string, object[]> = {};
  for (const [name, list] of Object.entries(files))
    places[name] = list.map((file) => upload(all.push(file) - 1));
  return call<Outcome>('POST', path, { values, files: places }, all);
}
