import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/** Told of each answer of Discord's REST. @param status of HTTP; 0: it did not answer */
export type ResponseObserver = (status: number) => void;

/** How discord.js sends, with every answer told: also those that it waits out or repeats by itself. */
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
