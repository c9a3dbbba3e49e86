/* Passkeys: the device is asked for one, and its answer is sent as an ordinary form.

   <form data-passkey="create" or "use" hidden> holds a hidden field `credential` and, in an element
   marked data-failed, what to say when nothing came of it. What to ask the device stands in
   #passkey-options; where that is absent the address of the form tells it. */

const fromBase64 = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const toBase64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const known = (keys = []) => keys.map((key) => ({ ...key, id: fromBase64(key.id) }));

function create(options) {
  const publicKey = {
    ...options,
    challenge: fromBase64(options.challenge),
    user: { ...options.user, id: fromBase64(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
    authenticatorSelection: {
      residentKey: "required", requireResidentKey: true, userVerification: "required",
    },
  };
  return navigator.credentials.create({ publicKey });
}

function use(options) {
  const publicKey = {
    ...options,
    challenge: fromBase64(options.challenge),
    allowCredentials: known(options.allowCredentials),
  };
  return navigator.credentials.get({ publicKey });
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toBase64(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function optionsOf(form) {
  const onPage = document.getElementById("passkey-options");
  if (onPage) return JSON.parse(onPage.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The options could not be fetched: ${answer.status}`);
  return answer.json();
}

async function ask(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === "create"
    ? create(options.creation_options.publicKey)
    : use(options.request_options.publicKey);
}

function prepare(form) {
  const failed = form.querySelector("[data-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.credential.value = written(await ask(form));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(prepare);
