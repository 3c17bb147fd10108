/** Why a file has no analysis or copy. It stays a download. */
export type AudioProblem =
  /** No format or track that we know as sound. */
  | 'not_audio'
  /** Nothing of it can be decoded. */
  | 'broken'
  /** Sound, but this machine has no decoder for it. */
  | 'no_decoder'
  | 'too_long'
  /** It takes more output, time or memory than a sound of its length should. */
  | 'limits';

export class AudioError extends Error {
  override readonly name = 'AudioError';
  readonly code: AudioProblem;

  constructor(code: AudioProblem, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
