// Strict, type-checked rules for what runs in a shopper's browser; plain ones for build scripts.
import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

// Merchants' texts only ever become text nodes and known-safe attributes, so that no programme
// document can put markup, script or style into a shop's page.
const noMarkupSinks = {
  'no-restricted-properties': ['error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'setHTMLUnsafe'].map((property) => ({
      property,
      message: 'Markup from text is not allowed: use text nodes, or a Lit template.',
    })),
    ...['write', 'writeln'].map((property) => ({
      object: 'document',
      property,
      message: 'Markup from text is not allowed: use text nodes, or a Lit template.',
    })),
    { property: 'createContextualFragment', message: 'Markup from text is not allowed.' },
  ],
  'no-restricted-imports': ['error', {
    paths: [
      { name: 'lit/directives/unsafe-html.js', message: 'Markup from text is not allowed.' },
      { name: 'lit/directives/unsafe-svg.js', message: 'Markup from text is not allowed.' },
      { name: 'lit/directives/style-map.js', message: 'It sets style attributes, which a strict CSP blocks: set .style properties.' },
    ],
  }],
  'no-restricted-syntax': ['error', {
    selector: 'Property[key.name=/^(innerHTML|outerHTML)$/]',
    message: 'Markup from text is not allowed.',
  }],
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
};

export default tseslint.config(
  {
    ignores: ['build/', 'dist/', 'coverage/', 'node_modules/', '.tools/', '.data/', 'test-results/', '**/generated/'],
  },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      ...noMarkupSinks,
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, lit.configs['flat/recommended']],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Numbers and booleans read well in a template; objects and null do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Build scripts, the demo shop's server and tests written for Node.
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries([
        'AbortController', 'AbortSignal', 'Blob', 'Buffer', 'FormData', 'Headers', 'Intl', 'Request', 'Response',
        'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams', 'WebAssembly', 'clearInterval',
        'clearTimeout', 'console', 'crypto', 'fetch', 'performance', 'process', 'queueMicrotask',
        'setImmediate', 'setInterval', 'setTimeout', 'structuredClone', 'atob', 'btoa',
      ].map((name) => [name, 'readonly'])),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  {
    // A test may lean on what it has just asserted, and feeds the code what it must refuse.
    files: ['tests/**'],
    rules: { 'no-script-url': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // What the demo shop's pages run in the browser.
    files: ['demo/shop/public/**', 'tests/e2e/pages/**'],
    languageOptions: {
      globals: Object.fromEntries([
        'document', 'window', 'location', 'history', 'navigator', 'localStorage', 'sessionStorage',
        'customElements', 'HTMLElement', 'CustomEvent', 'Event', 'matchMedia', 'requestAnimationFrame',
      ].map((name) => [name, 'readonly'])),
    },
  },
);
