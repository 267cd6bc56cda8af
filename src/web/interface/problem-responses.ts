import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import type { RouteRule } from '../../platform/http/route-rules.ts';
import { jsonSchemaOf } from './interface-schemas.ts';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const Problem = z
  .object({
    type: z.string().describe('urn:zhaozhang:problem:<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What happened and what to do, in the language asked for'),
    code: z.string().describe('Closed; what a program decides by'),
    errors: z
      .array(
        z.object({
          path: z.string().describe('JSON pointer without the leading slash: holders/0/code'),
          code: z.string(),
          message: z.string(),
        }),
      )
      .optional(),
    requestId: z.uuid().describe('Quote it when asking us; it is the id in the access log'),
  })
  .describe('RFC 9457');

export const PROBLEM_SCHEMAS = {
  Problem: jsonSchemaOf(Problem, { schemaType: 'output' })?.schema,
} as Schemas;

const DESCRIPTIONS = {
  400: '内容有误，errors 逐项说明 / Something in the request is wrong; `errors` says what',
  401: '缺少或无效的访问令牌 / No valid access token',
  403: '无权办理 / Not allowed to this unit',
  404: '没有找到 / Nothing is found',
  409: '与现有记录冲突 / In conflict with what is on record',
  413: '文件过大 / Larger than allowed',
  415: '不支持的内容类型 / Content type not supported',
  429: '请求过多，见 Retry-After / Too many requests; see Retry-After',
  503: '暂时无法办理，请稍后再试 / Not possible for the moment; try again later',
} as const;

type Status = keyof typeof DESCRIPTIONS;

/** Every problem that can come back from an operation, read off what it takes and who may call it. */
export function problemResponses(operation: Operation, rule: RouteRule): Operation['responses'] {
  return Object.fromEntries(
    statusesOf(operation, rule).map((status) => [
      status,
      {
        description: DESCRIPTIONS[status],
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function statusesOf(operation: Operation, { allows, notLoggedBecause }: RouteRule): Status[] {
  const parameters = (operation.parameters ?? []).filter((parameter) => 'in' in parameter);
  const hasBody = operation.requestBody !== undefined;
  const isKeyed = parameters.some(({ name }) => name === 'Idempotency-Key');
  const onlyWhen: readonly (readonly [Status, boolean])[] = [
    [400, hasBody || parameters.length > 0],
    [401, allows !== undefined],
    [403, allows !== undefined],
    [404, parameters.some((parameter) => parameter.in === 'path')],
    [409, isKeyed],
    [413, hasBody],
    [415, hasBody],
    [429, true],
    [503, notLoggedBecause === undefined],
  ];
  return onlyWhen.filter(([, applies]) => applies).map(([status]) => status);
}
