// Starts the demo storefront: PORT, HOST, BACKEND (the loyalty backend), DATA (a folder for the
// shop's own orders), SECRETS (the file that `regulars serve` writes), WIDGET (the widget's built files).
import { createServer } from 'node:http';
import { createShop } from './shop.mjs';

const {
  PORT = '8080', HOST = '127.0.0.1', BACKEND = 'http://127.0.0.1:8081', DATA = '.data/shop', SECRETS = '.data/secrets.json',
  WIDGET = 'dist',
} = process.env;

const shop = createShop({ data: DATA, backend: BACKEND.replace(/\/$/, ''), widget: WIDGET, secrets: SECRETS });
const server = createServer({ requestTimeout: 30_000, maxHeaderSize: 16_384 }, shop.handler);

server.on('error', (error) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${PORT} is taken. Choose another one with PORT=...` : error.message);
  process.exit(1);
});
server.listen(Number(PORT), HOST, () => console.log(`Shop: http://localhost:${PORT}/`));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => {
      shop.outgoing.stop();
      shop.store.close();
      process.exit(0);
    });
    server.closeAllConnections();
  });
}
