// The shop's own files, read once: style sheet, script, fonts, pictures. Pages name them with a
// part of their hash, so that browsers may keep them for ever.
import { readdirSync, readFileSync } from 'node:fs';
import { picture, pictureNames } from '../art/index.mjs';
import { StaticFile } from './http.mjs';

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};

export class Assets {
  #files = new Map();

  constructor() {
    for (const name of pictureNames) {
      this.#add(`/art/${name}.svg`, Buffer.from(picture(name)), 'image/svg+xml');
    }
    const root = new URL('../public/', import.meta.url);
    const names = readdirSync(root, { recursive: true }).filter((name) => name.includes('.'));
    const bytesOf = (name) => readFileSync(new URL(name, root));
    for (const name of names.filter((one) => !one.endsWith('.css'))) {
      this.#add(`/static/${name}`, bytesOf(name), types[name.split('.').pop()]);
    }
    // The style sheet names fonts and pictures by their hashed address, so it is read last.
    for (const name of names.filter((one) => one.endsWith('.css'))) {
      const text = bytesOf(name).toString('utf8')
        .replace(/url\((\/(?:static|art)\/[\w./-]+)\)/g, (_, path) => `url(${this.url(path)})`);
      this.#add(`/static/${name}`, Buffer.from(text), types.css);
    }
  }

  #add(path, bytes, type) {
    this.#files.set(path, new StaticFile(bytes, type, { packed: !path.endsWith('.woff2') }));
  }

  url(path) {
    const file = this.#files.get(path);
    if (!file) throw new Error(`No such file: ${path}`);
    return `${path}?v=${file.hash}`;
  }

  find(pathname) { return this.#files.get(pathname); }
}
