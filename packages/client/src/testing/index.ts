export { serveApi, type TestServer } from './http.ts';
export { startProgram, type TestProgram } from './program.ts';
export { startCuttingProxy, type CuttingProxy } from './proxy.ts';
