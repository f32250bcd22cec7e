import { FormEvent, useEffect, useState } from 'react';
import { text } from '../ui/form-values';
import { words } from '../time/format';
import { logIn } from './session';
import { DeskSettings, readSettings } from './settings';

/** Asks for an API key; leads to the identity provider where one is set, and offers the keys of a demo. */
export function Login() {
  const [settings, setSettings] = useState<DeskSettings | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    readSettings()
      .then(async (read) => {
        setSettings(read);
        if (read.login !== null && location.search.includes('state='))
          await (await import('./people')).finishLogin(read.login);
      })
      .catch((error: Error) => setProblem(error.message));
  }, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const key = text(new FormData(event.currentTarget), 'key');
    const wrong = await problemWith(key);
    if (wrong === null) logIn(key);
    else setProblem(wrong);
  }

  return (
    <main className="login">
      <h1>
        <img src="/desk/icon.svg" alt="" width="40" height="40" /> Ambit desk
      </h1>
      <p>What a customer may ask for, and what is left of it.</p>
      {settings?.login && <PeopleLogin login={settings.login} onProblem={setProblem} />}
      <form onSubmit={(event) => void submit(event)}>
        <label>
          API key
          <input name="key" type="password" required autoComplete="off" spellCheck={false} />
        </label>
        <button className="primary">Log in</button>
      </form>
      <p role="alert" className="problem">
        {problem}
      </p>
      {settings?.demoKeys && <DemoKeys keys={settings.demoKeys} />}
      {settings?.login === null && (
        <p className="quiet">People log in here too once OIDC_CLIENT_ID is set; until then a key it is.</p>
      )}
    </main>
  );
}

function PeopleLogin(props: {
  login: NonNullable<DeskSettings['login']>;
  onProblem: (text: string) => void;
}) {
  const begin = async () => {
    const { beginLogin } = await import('./people');
    await beginLogin(props.login).catch((error: Error) => props.onProblem(error.message));
  };
  return (
    <button className="primary" onClick={() => void begin()}>
      Log in with {new URL(props.login.issuer).host}
    </button>
  );
}

function DemoKeys({ keys }: { keys: Readonly<Record<string, string>> }) {
  return (
    <section aria-labelledby="demo">
      <h2 id="demo">This is a demo: come in as</h2>
      <div className="row">
        {Object.entries(keys).map(([role, key]) => (
          <button key={role} onClick={() => logIn(key)}>
            {words(role)}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Why a key does not log anybody in; null where it does. */
async function problemWith(key: string): Promise<string | null> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: '{ viewer { role } }' }),
  }).catch(() => null);
  if (response === null) return 'The server cannot be reached.';
  if (response.ok) return null;
  return response.status === 401
    ? 'This key is not known, or no longer valid.'
    : `The server said ${response.status}.`;
}
