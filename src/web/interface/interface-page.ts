/** Where the description and the files of its page are served. */
const DESCRIPTION_URL = '/api/openapi.json';
const PAGE_URL = '/api/docs';

/** The page that shows the description: Swagger UI from our own host, started by one script of ours. */
export const interfacePage = (nonce: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>接口文档 API · 照章 Zhaozhang</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="${PAGE_URL}/swagger-ui.css">
</head>
<body>
<noscript><p>接口说明 / Description: <a href="${DESCRIPTION_URL}">${DESCRIPTION_URL}</a></p></noscript>
<main id="interface"></main>
<script nonce="${nonce}" src="${PAGE_URL}/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">
SwaggerUIBundle({ url: '${DESCRIPTION_URL}', dom_id: '#interface', deepLinking: true, validatorUrl: null });
</script>
</body>
</html>
`;
