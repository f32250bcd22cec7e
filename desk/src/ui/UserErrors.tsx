export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly allowedByPlans?: readonly { readonly id: string; readonly name: string }[];
}

/** Why something was refused, each reason with the plans under which it would pass. */
export function UserErrors({ errors }: { errors: readonly UserError[] }) {
  if (errors.length === 0) return null;
  return (
    <div role="alert">
      <ul className="refusals">
        {errors.map(({ code, message, allowedByPlans = [] }, index) => (
          <li key={index}>
            {message}
            {allowedByPlans.length > 0 && (
              <span className="help">
                {' '}
                Would pass with {allowedByPlans.map(({ name }) => name).join(', ')}.
              </span>
            )}{' '}
            <a href={`/docs/errors.md#${code.toLowerCase()}`} target="_blank" rel="noreferrer">
              {code}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
