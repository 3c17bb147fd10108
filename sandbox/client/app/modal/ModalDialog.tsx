import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { callApi, getErrorMessage, upload } from '../api/call-api.ts';
import type { Outcome } from '../api/types.ts';
import { CloseIcon } from '../components/icons.tsx';
import { findUser } from '../state/client-state.ts';
import { getUserName } from '../state/names.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { type OpenModal, uiStore } from '../state/ui.ts';
import { ModalItem } from './ModalItem.tsx';
import { collectInputs, getInitialValues, type Values } from './values.ts';

interface Problem {
  field?: string | undefined;
  message: string;
}

export function ModalDialog({ modal }: { modal: OpenModal }) {
  const session = useSession();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const bot = useClientState((state) => findUser(state, modal.botId ?? ''));
  const [values, setValues] = useState<Values>(() => getInitialValues(modal.components));
  const [files, setFiles] = useState<Record<string, File[]>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSubmitting, setIsSubmitting] = useState(false);

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
    uiStore.patch({ modal: null });
    callApi('DELETE', session.path(`/modals/${modal.modalId}`)).catch(() => {});
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSubmitting) return;
    setIsSubmitting(true);
    setProblem(null);
    try {
      const outcome = await send(session.path(`/modals/${modal.modalId}/submit`), values, files);
      if (outcome.kind === 'error') setProblem(outcome);
      else uiStore.patch({ modal: null });
    } catch (error) {
      setProblem({ message: getErrorMessage(error) });
    } finally {
      setIsSubmitting(false);
    }
  };
  const clearProblem = (name: string) => {
    if (problem?.field === name) setProblem(null);
  };
  const isFieldProblem = collectInputs(modal.components).some(
    (component) => component.custom_id === problem?.field,
  );
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
            This form will be submitted to <strong>{bot ? getUserName(bot) : 'an app'}</strong>. Do
            not share passwords or other sensitive information.
          </p>
          {modal.components.map((component, index) => (
            <ModalItem
              key={component.id ?? index}
              component={component}
              values={values}
              files={files}
              problem={problem}
              onValue={(name, value) => {
                setValues((allFiles) => ({ ...allFiles, [name]: value }));
                clearProblem(name);
              }}
              onFiles={(name, list) => {
                setFiles((allFiles) => ({ ...allFiles, [name]: list }));
                clearProblem(name);
              }}
            />
          ))}
        </div>
        <footer>
          <p className="failure modal-failure" role="alert">
            {problem && !isFieldProblem ? problem.message : ''}
          </p>
          <button type="button" className="button secondary" onClick={close}>
            Cancel
          </button>
          <button
            type="submit"
            className="button primary"
            aria-disabled={isSubmitting || undefined}
          >
            {isSubmitting ? 'Submitting…' : 'Submit'}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

function send(path: string, values: Values, files: Record<string, File[]>): Promise<Outcome> {
  const allFiles: File[] = [];
  const uploadsByField: Record<string, object[]> = {};
  for (const [name, list] of Object.entries(files))
    uploadsByField[name] = list.map((file) => upload(allFiles.push(file) - 1));
  return callApi<Outcome>('POST', path, { values, files: uploadsByField }, allFiles);
}
