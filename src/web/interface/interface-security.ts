import type { OpenAPIObject } from '@nestjs/swagger';
import { ROLES } from '../../access/authorisation/roles.ts';
import { CLIENT_ACTS } from '../../access/clients/client-acts.ts';

type SecurityScheme = Exclude<
  NonNullable<NonNullable<OpenAPIObject['components']>['securitySchemes']>[string],
  { $ref: string }
>;

const ACTS_OF_ROLES: ReadonlySet<string> = new Set(
  Object.values(ROLES).flatMap(({ acts }): string[] => [...acts]),
);

/** How callers prove themselves, as OpenAPI 3.1 names it. */
export const SECURITY_SCHEMES: Readonly<Record<'oauth2' | 'session', SecurityScheme>> = {
  oauth2: {
    type: 'oauth2',
    description: '部门系统的访问令牌 / access token of a department’s system',
    flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: scopes() } },
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-zz-session',
    description: '工作人员登录后的会话 / signed-in state of staff',
  },
};

/** Who may call a route of `act`: systems with its scope, people with a role that has it. */
export function securityOf(act: string): Record<string, string[]>[] {
  return [
    ...(CLIENT_ACTS.has(act) ? [{ oauth2: [act] }] : []),
    ...(ACTS_OF_ROLES.has(act) ? [{ session: [] }] : []),
  ];
}

function scopes(): Record<string, string> {
  const ofOneType = '可限于一种证照 / may be bound to one licence type';
  return Object.fromEntries(
    [...CLIENT_ACTS].map(([act, { hasType }]) => [act, hasType ? `${ofOneType} (${act}:<code>)` : act]),
  );
}
