import { build } from 'esbuild';
import { brotliCompressSync, constants } from 'node:zlib';
const br=(t)=>brotliCompressSync(Buffer.from(t),{params:{[constants.BROTLI_PARAM_QUALITY]:11,[constants.BROTLI_PARAM_SIZE_HINT]:t.length}}).length;
const {domTemplates}=await import(process.cwd()+'/web/build/lit-without-html.mjs');
const {shellWords,smallStyles,taken}=await import(process.cwd()+'/web/build/plugins.mjs');
for (const e of process.argv.slice(2)) {
const plugins = e.includes('shell') ? [shellWords('web/i18n/locales')] : e.includes('panel')? [taken('web/shell/kit.ts','./shell.js'), taken('web/widget/kit.ts','./core.js'), domTemplates()] : [taken('web/shell/kit.ts','./shell.js')];
const go=async(extra=[])=>build({entryPoints:[e],bundle:true,write:false,metafile:true,format:'esm',target:'es2022',minify:true,charset:'utf8',plugins:[...extra,...plugins,smallStyles()],define:{__VERSION__:'"0.1.0"',__CORE__:'"a"',__PANEL__:'"b"',__SHELL__:'"c"'},tsconfigRaw:{compilerOptions:{useDefineForClassFields:false,verbatimModuleSyntax:true}}});
const r=await go();
const full=br(r.outputFiles[0].text);
console.log(e, r.outputFiles[0].text.length, full);
for (const [k,v] of Object.entries(Object.values(r.metafile.outputs)[0].inputs).sort((a,b)=>b[1].bytesInOutput-a[1].bytesInOutput)) {
  // marginal brotli: approximate by removing that module's text
  console.log('   ',v.bytesInOutput,k);
}
}
