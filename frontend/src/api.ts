// What the desk's own API answers, as JSON. Nothing else is ever asked.

export class Refused extends Error {}

/** The answer of a GET. Raises `Refused` with the server's sentence, or what went wrong. */
export async function ask<T>(address: string, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(fetch(address, { headers: { Accept: "application/json" }, signal: signal ?? null }));
}

export async function send<T>(address: string, body: unknown): Promise<T> {
  return answerOf<T>(
    fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

async function answerOf<T>(asked: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused("The desk does not answer: is sayso serve still running?");
  }
  const isJson = response.headers.get("Content-Type")?.includes("json");
  if (response.ok && isJson) return (await response.json()) as T;
  const told: unknown = isJson ? (await response.json()).detail : await response.text();
  throw new Refused(typeof told === "string" && told ? told.slice(0, 300) : `The desk answered ${response.status}.`);
}
