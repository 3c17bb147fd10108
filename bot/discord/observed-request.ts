import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/** @param status HTTP status of a call to Discord; 0: no response */
export type ResponseObserver = (status: number) => void;

/** discord.js's request function, observed: also for responses that it retries itself. */
export const createObservedRequest =
  (onResponse: ResponseObserver): RESTOptions['makeRequest'] =>
  async (url, init) => {
    try {
      const response = await DefaultRestOptions.makeRequest(url, init);
      onResponse(response.status);
      return response;
    } catch (error) {
      onResponse(0);
      throw error;
    }
  };
