import 'reflect-metadata';
import { type INestApplication, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { previewApp } from './describe-interface.ts';
import { interfaceDocument, operationsOf } from './web/interface/interface-document.ts';
import { INTERFACE_TAGS } from './web/interface/interface-tags.ts';

/** Pages and files for people: not part of the interface for programs. */
const PAGES = [
  'AssetsController',
  'CheckPageController',
  'HolderPageController',
  'HolderSignInController',
  'InterfacePageController',
  'IssuersPageController',
  'LogProofPageController',
  'OfflinePageController',
  'PkiPageController',
  'ProblemReportPageController',
  'ReceiptPageController',
  'ResultPageController',
  'StaffAccountPageController',
  'StaffEnrolPageController',
  'StaffSignInPageController',
];

interface Route {
  readonly controller: string;
  readonly method: string;
  readonly place: string;
  readonly bodies: readonly { readonly schema?: unknown }[];
}

describe('the description of the interface', () => {
  let app: INestApplication;
  let document: OpenAPIObject;
  let routes: readonly Route[];

  beforeAll(async () => {
    app = await previewApp();
    document = interfaceDocument(app);
    routes = routesOf(app);
  });

  it('has every route that is not a page, and no page', () => {
    const described = Object.entries(document.paths)
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`))
      .sort();
    const forPrograms = routes.filter(({ controller }) => !PAGES.includes(controller));
    expect(described).toEqual(forPrograms.map(({ place }) => place).sort());
    expect(described.length).toBeGreaterThan(25);
  });

  it('leaves out no controller but those of pages', () => {
    const controllers = new Set(routes.map(({ controller }) => controller));
    expect([...controllers].filter((name) => /Page|Assets|^HolderSignIn/.test(name)).sort()).toEqual(PAGES);
  });

  it('is made of routes whose bodies all have a schema', () => {
    const bodies = routes.filter(({ controller }) => !PAGES.includes(controller));
    const unchecked = bodies.filter((route) => route.bodies.some(({ schema }) => schema === undefined));
    expect(unchecked.map(({ controller, method }) => `${controller}.${method}`)).toEqual([]);
  });

  it('gives every operation a title in both languages, a known group and the shape of its answer', () => {
    const groups: readonly string[] = INTERFACE_TAGS.map(({ name }) => name);
    for (const { operationId, summary, tags = [], responses } of operationsOf(document)) {
      expect({ operationId, summary }).toEqual({
        operationId,
        summary: expect.stringMatching(/\p{Script=Han}.*[a-z]{3}/u),
      });
      expect({ operationId, isKnown: tags.length === 1 && groups.includes(tags[0] ?? '') }).toEqual({
        operationId,
        isKnown: true,
      });
      const { content } = (responses['200'] ?? responses['201'] ?? {}) as { content?: object };
      const isEmpty = responses['204'] !== undefined;
      expect({ operationId, hasShape: content !== undefined || isEmpty }).toEqual({
        operationId,
        hasShape: true,
      });
    }
  });

  it('says who needs which scope and which problems can come back', () => {
    const byId = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
    const issue = byId.get('licences.issue');
    expect(issue?.security).toEqual([{ oauth2: ['licence.issue'] }]);
    expect(Object.keys(issue?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '409', '429', '503']),
    );
    const check = byId.get('lookUps.token');
    expect(check?.security).toBeUndefined();
    expect(Object.keys(check?.responses ?? {})).not.toContain('401');
  });

  it('points at nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    const held = Object.keys(document.components?.schemas ?? {});
    expect(names.filter((name) => !held.includes(name ?? ''))).toEqual([]);
    expect(text).not.toContain('$defs');
  });
});

function routesOf(app: INestApplication): Route[] {
  return [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => routesIn(metatype as Type));
}

function routesIn(controller: Type): Route[] {
  const base: string = Reflect.getMetadata(PATH_METADATA, controller) ?? '';
  const methods = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype));
  return methods.flatMap(([method, { value }]) => {
    if (typeof value !== 'function') return [];
    const verb: number | undefined = Reflect.getMetadata(METHOD_METADATA, value);
    if (verb === undefined) return [];
    const path = String(Reflect.getMetadata(PATH_METADATA, value)).replace(/^\/$/, '');
    const address = `/${[base, path].filter((part) => part !== '/' && part !== '').join('/')}`;
    return {
      controller: controller.name,
      method,
      place: `${RequestMethod[verb]} ${address.replace(/:(\w+)/g, '{$1}')}`,
      bodies: bodiesOf(controller, method),
    };
  });
}

/** Nest keeps the arguments of a handler by `<kind>:<index>`; kind 3 is the body. */
function bodiesOf(controller: Type, method: string): { schema?: unknown }[] {
  const given: Record<string, { schema?: unknown }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {};
  return Object.entries(given)
    .filter(([kind]) => kind.startsWith('3:'))
    .map(([, argument]) => argument);
}
