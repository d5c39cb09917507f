// Passkeys: the browser's own dialogue. The buttons appear only where the browser can do it.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });

async function register(button) {
  const start = await post(button.dataset.start);
  if (!start.ok) return fail(button);
  const { publicKey } = await start.json();
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user.id = bytes(publicKey.user.id);
  for (const known of publicKey.excludeCredentials ?? []) known.id = bytes(known.id);
  const made = await navigator.credentials.create({ publicKey });
  const finish = await post(button.dataset.finish, {
    id: made.id, rawId: text(made.rawId), type: made.type, extensions: made.getClientExtensionResults(),
    response: { attestationObject: text(made.response.attestationObject), clientDataJSON: text(made.response.clientDataJSON), transports: made.response.getTransports?.() ?? [] },
  });
  if (finish.ok) location.reload(); else fail(button);
}

async function signIn(button) {
  const login = document.getElementById(button.dataset.login)?.value ?? '';
  const start = await post(button.dataset.start, { login });
  if (!start.ok) return fail(button);
  const { publicKey } = await start.json();
  publicKey.challenge = bytes(publicKey.challenge);
  for (const known of publicKey.allowCredentials ?? []) known.id = bytes(known.id);
  const got = await navigator.credentials.get({ publicKey });
  const finish = await post(button.dataset.finish, {
    id: got.id, rawId: text(got.rawId), type: got.type, extensions: got.getClientExtensionResults(),
    response: {
      authenticatorData: text(got.response.authenticatorData), clientDataJSON: text(got.response.clientDataJSON),
      signature: text(got.response.signature), userHandle: got.response.userHandle ? text(got.response.userHandle) : null,
    },
  });
  if (!finish.ok) return fail(button);
  location.assign((await finish.json()).next);
}

function fail(button) { const note = document.getElementById(button.dataset.problem); if (note) { note.hidden = false; note.focus?.(); } }

if (window.PublicKeyCredential) for (const button of document.querySelectorAll('[data-passkey]')) {
  button.hidden = false;
  button.closest('div[hidden]')?.removeAttribute('hidden');
  button.addEventListener('click', () => (button.dataset.passkey === 'register' ? register : signIn)(button).catch(() => fail(button)));
}
