export { serveApi, type TestServer } from './http.ts';
