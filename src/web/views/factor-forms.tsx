import type { ComponentChildren } from 'preact';
import type { ToldChallenge } from '../../access/sign-in/factors/factor-dialogue.ts';
import type { FactorKind } from '../../access/sign-in/factors/second-factor.ts';
import { same } from '../text/bilingual.ts';
import { FACTOR_TEXTS, STAFF_TEXTS as T } from '../text/staff-texts.ts';
import { errorAt, Field, type FieldProblem, SubmitButton } from './form-parts.tsx';
import { Both } from './language-order.tsx';
import { QrPicture } from './qr-picture.tsx';
import { Rows } from './rows.tsx';
import { Hidden, TextInput } from './staff-form-parts.tsx';

export interface FactorFormProps {
  readonly purpose: 'registration' | 'proof';
  readonly kind: FactorKind;
  readonly told: ToldChallenge;
  /** Where the form goes. */
  readonly action: string;
  readonly problems: readonly FieldProblem[];
  readonly hidden?: Readonly<Record<string, string>>;
  /** Further fields before the button. */
  readonly children?: ComponentChildren;
}

/** The form by which one kind of second factor answers its challenge. */
export function FactorForm(props: FactorFormProps) {
  const { kind } = props;
  if (kind === 'totp') return <CodeForm {...props} />;
  return kind === 'webauthn' ? <KeyForm {...props} /> : <SignatureForm {...props} />;
}

const hiddenOf = ({ hidden, kind, told }: FactorFormProps) => ({
  ...hidden,
  kind,
  challenge: told.challenge ?? '',
});

const buttonOf = ({ purpose }: FactorFormProps) => (purpose === 'proof' ? T.signIn : T.register);

function CodeForm(props: FactorFormProps) {
  const { action, problems, purpose, told, children } = props;
  const secret = String(told.told['secret'] ?? '');
  return (
    <form method="post" action={action} novalidate>
      <Hidden values={hiddenOf(props)} />
      {purpose === 'registration' && (
        <>
          <p>
            <Both text={T.scanLead} />
          </p>
          <QrPicture text={String(told.told['uri'] ?? '')} label={T.qrAlt} />
          <Rows
            rows={[{ label: T.secret, value: same(secret.match(/.{1,4}/g)?.join(' ') ?? ''), code: true }]}
          />
        </>
      )}
      <TextInput
        name="answer"
        label={T.code}
        hint={T.codeHint}
        problems={problems}
        autocomplete="one-time-code"
        inputmode="numeric"
      />
      {children}
      <SubmitButton text={buttonOf(props)} />
    </form>
  );
}

/** Shown by its script; where none runs, the words say so. */
function KeyForm(props: FactorFormProps) {
  const { action, told, purpose, children } = props;
  return (
    <>
      <p class="box" id="needs-script">
        <Both text={T.needsScript} />
      </p>
      <form
        method="post"
        action={action}
        novalidate
        hidden
        data-security-key={purpose}
        data-options={JSON.stringify(told.told)}
      >
        <Hidden values={{ ...hiddenOf(props), answer: '' }} />
        <p>
          <Both text={T.keyLead} />
        </p>
        <p class="error" role="alert" id="key-failed" hidden>
          <Both text={T.keyFailed} />
        </p>
        {children}
        <SubmitButton text={purpose === 'proof' ? T.useKey : T.registerKey} />
      </form>
    </>
  );
}

function SignatureForm(props: FactorFormProps) {
  const { action, problems, purpose, told, children } = props;
  return (
    <form method="post" action={action} novalidate>
      <Hidden values={hiddenOf(props)} />
      <TextArea
        name="text"
        label={T.toSign}
        hint={T.toSignHint}
        problems={[]}
        value={String(told.told['text'] ?? '')}
      />
      {purpose === 'registration' && (
        <TextArea name="certificate" label={T.certificate} hint={T.certificateHint} problems={problems} />
      )}
      <TextArea name="answer" label={T.signature} hint={T.signatureHint} problems={problems} />
      {children}
      <SubmitButton text={buttonOf(props)} />
    </form>
  );
}

interface TextAreaProps {
  readonly name: string;
  readonly label: (typeof T)[keyof typeof T];
  readonly hint: (typeof T)[keyof typeof T];
  readonly problems: readonly FieldProblem[];
  /** A text to be copied, not changed. */
  readonly value?: string;
}

function TextArea({ name, label, hint, problems, value }: TextAreaProps) {
  return (
    <Field
      id={name}
      label={label}
      hint={hint}
      error={errorAt(problems, name)}
      control={(described) => (
        <textarea
          {...described}
          name={name}
          rows={4}
          readOnly={value !== undefined}
          autocomplete="off"
          spellcheck={false}
        >
          {value}
        </textarea>
      )}
    />
  );
}

/** Links to the other kinds, each a page of its own. */
export function OtherKinds({
  kinds,
  kind,
  path,
}: {
  kinds: readonly FactorKind[];
  kind: FactorKind;
  path: string;
}) {
  const others = kinds.filter((one) => one !== kind);
  if (others.length === 0) return null;
  return (
    <section>
      <p>
        <Both text={T.otherWay} />
      </p>
      <ul class="links">
        {others.map((one) => (
          <li key={one}>
            <a href={`${path}?kind=${one}`}>
              <Both text={FACTOR_TEXTS[one]} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
