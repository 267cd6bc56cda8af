import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** Lets a security key answer the challenge that stands in the page's form, and sends the form with its answer. */

const form = document.querySelector<HTMLFormElement>('form[data-security-key]');
const answer = form?.elements.namedItem('answer');

async function answerOf({ dataset }: HTMLFormElement): Promise<unknown> {
  const options: unknown = JSON.parse(dataset['options'] ?? '{}');
  return dataset['securityKey'] === 'registration'
    ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
    : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
}

form?.removeAttribute('hidden');
document.getElementById('needs-script')?.setAttribute('hidden', '');
form?.addEventListener('submit', (event) => {
  if (!(answer instanceof HTMLInputElement) || answer.value !== '') return;
  event.preventDefault();
  document.getElementById('key-failed')?.setAttribute('hidden', '');
  answerOf(form).then(
    (given) => {
      answer.value = JSON.stringify(given);
      form.submit();
    },
    () => document.getElementById('key-failed')?.removeAttribute('hidden'),
  );
});
