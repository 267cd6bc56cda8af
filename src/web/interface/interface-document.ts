import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type RouteRule, ruleOf } from '../../platform/http/route-rules.ts';
import { jsonSchemaOf } from './interface-schemas.ts';
import { SECURITY_SCHEMES, securityOf } from './interface-security.ts';
import { INTERFACE_TAGS } from './interface-tags.ts';
import { type Operation, PROBLEM_SCHEMAS, problemResponses } from './problem-responses.ts';

const DESCRIPTION = `照章：城市电子证照与电子印章服务的机器接口。查验无需凭证；签发、变更等由部门系统凭访问令牌（OAuth 2 客户端凭据）办理，请求头注明经办人、案件编号和用途。

The interface of a city's service of electronic licences. Checks need no credential; issuing and changing need the
access token of a department's system (OAuth 2 client credentials). Headers \`X-Acting-Officer\`, \`X-Case-Number\` and
\`X-Purpose\` (percent-encoded) say who asks, in which case and what for; a problem code says where one is
missing. Bodies are JSON in UTF-8; instants are RFC 3339, days \`YYYY-MM-DD\` in Asia/Shanghai; unknown members are
refused. Every refusal is \`application/problem+json\` (RFC 9457) with a closed \`code\`; its words follow
\`Accept-Language\` (zh, en).`;

/**
 * The description (OpenAPI 3.1) of every route of `app` that programs use. It comes from the routes' own schemas and
 * rules: who needs which scope, and which problems can come back, is written nowhere else. Needs no database.
 */
export function interfaceDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, documentHead(), {
    operationIdFactory: operationId,
    standardSchemaConverter: jsonSchemaOf,
  });
  const rules = rulesByOperation(app);
  for (const operation of operationsOf(document)) {
    const rule = rules.get(operation.operationId ?? '') ?? {};
    if (rule.allows !== undefined) operation.security = securityOf(rule.allows);
    operation.responses = { ...operation.responses, ...problemResponses(operation, rule) };
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...PROBLEM_SCHEMAS },
  };
  return document;
}

function documentHead(): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('照章 Zhaozhang')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer('/')
    .addSecurity('oauth2', SECURITY_SCHEMES.oauth2)
    .addSecurity('session', SECURITY_SCHEMES.session);
  for (const { name, description } of INTERFACE_TAGS) builder.addTag(name, description);
  return builder.build();
}

/** `licences.issue` for the method `issue` of `LicencesController`. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}.${method}`;
}

export function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap(({ get, post, put, patch, delete: remove }) =>
    [get, post, put, patch, remove].filter((operation) => operation !== undefined),
  );
}

function rulesByOperation(app: INestApplication): Map<string, RouteRule> {
  const controllers = [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .map(({ metatype }) => metatype as Type);
  return new Map(
    controllers.flatMap((controller) =>
      Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
        .filter(([, { value }]) => typeof value === 'function')
        .map(([method, { value }]) => [operationId(controller.name, method), ruleOf(value)] as const),
    ),
  );
}
