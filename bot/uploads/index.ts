export { addFilesButton, presentUploadLink } from './present-upload-link.ts';
