/** What the server says to the desk before anybody has logged in. */
export interface DeskSettings {
  /** Where people log in; null where they come with keys alone. */
  readonly login: { readonly issuer: string; readonly clientId: string; readonly audience: string } | null;
  /** The keys of the demo, by role; null unless this is a demo on your own machine. */
  readonly demoKeys: Readonly<Record<string, string>> | null;
}

export async function readSettings(): Promise<DeskSettings> {
  const response = await fetch('/desk/settings.json');
  if (!response.ok) throw new Error(`The server said ${response.status}.`);
  return (await response.json()) as DeskSettings;
}
